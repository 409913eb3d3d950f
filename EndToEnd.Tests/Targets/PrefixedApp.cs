using System.Text.Json.Nodes;
using RelayFunctions.Tests.Hosting;

namespace EndToEnd.Tests.Targets;

/// <summary>A copy of the built app with another <c>routePrefix</c>: host and worker both read it from the app's folder.</summary>
internal sealed class PrefixedApp(string folder) : IAsyncDisposable
{
    public string Folder => folder;

    public static PrefixedApp Create(string prefix)
    {
        var copy = Directory.CreateTempSubdirectory("relay-prefixed-").FullName;
        foreach (var file in Directory.EnumerateFiles(BuildOutput.RelayFunctions, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(BuildOutput.RelayFunctions, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var hostJson = Path.Combine(copy, "host.json");
        var host = JsonNode.Parse(File.ReadAllText(hostJson))!;
        host["extensions"]!["http"]!["routePrefix"] = prefix;
        File.WriteAllText(hostJson, host.ToJsonString());
        return new PrefixedApp(copy);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
