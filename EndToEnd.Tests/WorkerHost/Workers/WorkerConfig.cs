using System.Text.Json;

namespace EndToEnd.Tests.WorkerHost.Workers;

/// <summary>The start command of a worker, from the worker.config.json of a built app.</summary>
internal sealed record WorkerConfig(string AppFolder, string Executable, string WorkerPath)
{
    public static WorkerConfig Read(string appFolder)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(appFolder, "worker.config.json")));
        var description = file.RootElement.GetProperty("description");
        return new WorkerConfig(
            appFolder,
            description.GetProperty("defaultExecutablePath").GetString()!,
            Path.Combine(appFolder, description.GetProperty("defaultWorkerPath").GetString()!));
    }
}
