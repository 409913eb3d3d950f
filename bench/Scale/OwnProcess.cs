using System.Diagnostics;
using System.Text.Json;
using Bench.Reporting;

namespace Bench.Scale;

/// <summary>
/// A step that the bench runs in a new process of its own, so that memory and start are measured for that step alone.
/// </summary>
internal static class OwnProcess
{
    /// <summary>The first argument of the process, before the step's name and its file.</summary>
    public const string Argument = "scale-step";

    private static readonly (string Name, Func<string, TextWriter, Task<IReadOnlyList<Measure>>> RunAsync)[] Steps =
    [
        (nameof(TimersFill), TimersFill.RunAsync),
        (nameof(TimersWait), TimersWait.RunAsync),
        (nameof(TimersDue), TimersDue.RunAsync),
    ];

    /// <summary>Starts the process, copies its output, and waits for its end.</summary>
    public static async Task<IReadOnlyList<Measure>> StartAsync(string step, string path, TextWriter output)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OwnProcess).Assembly.Location, Argument, step, path])
        {
            RedirectStandardOutput = true,
        };
        // As in a plain console program.
        start.Environment["DOTNET_gcServer"] = "0";
        using var process = Process.Start(start)!;
        var measures = new List<Measure>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('#'))
                await output.WriteLineAsync(line);
            else
                measures.Add(JsonSerializer.Deserialize<Measure>(line)!);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{step} ended with {process.ExitCode}.");
        return measures;
    }

    /// <summary>Runs the step in that process; false if there is no such step.</summary>
    public static async Task<bool> RunAsync(string step, string path, TextWriter output)
    {
        if (Steps.FirstOrDefault(candidate => candidate.Name == step).RunAsync is not { } runAsync)
            return false;
        foreach (var measure in await runAsync(path, output))
            await output.WriteLineAsync(JsonSerializer.Serialize(measure));
        return true;
    }
}
