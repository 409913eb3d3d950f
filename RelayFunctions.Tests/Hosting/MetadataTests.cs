using System.Text.Json;
using RelayServer;

namespace RelayFunctions.Tests.Hosting;

/// <summary>The Functions host and RelayServer find the same functions.</summary>
public sealed class MetadataTests
{
    [Fact]
    public async Task RelayServer_Functions_AreThoseOfFunctionsMetadata()
    {
        using var folder = new TempFolder();
        await using var app = RelayServerApplication.Build([$"--Storage:Path={Path.Combine(folder.Path, "relay.db")}"]);

        // /metrics is a function of RelayServer's own.
        var served = app.Functions.Where(function => function.Name != "GetMetrics").Select(function => Describe(
            function.Name,
            function.EntryPoint,
            function.Trigger,
            function.Route,
            function.Methods,
            function.Level?.ToString()));

        Assert.NotEmpty(served);
        Assert.Equal(FromMetadata().Order(), served.Order());
    }

    private static List<string> FromMetadata()
    {
        using var metadata = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(BuildOutput.RelayFunctions, "functions.metadata")));
        var functions = new List<string>();
        foreach (var function in metadata.RootElement.EnumerateArray())
        {
            var trigger = function.GetProperty("bindings").EnumerateArray()
                .Single(binding => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal));
            functions.Add(Describe(
                function.GetProperty("name").GetString()!,
                function.GetProperty("entryPoint").GetString()!,
                trigger.GetProperty("type").GetString()!,
                Text(trigger, "route"),
                trigger.TryGetProperty("methods", out var methods) ? methods.EnumerateArray().Select(m => m.GetString()!) : [],
                Text(trigger, "authLevel")));
        }

        return functions;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Describe(
        string name, string entryPoint, string trigger, string? route, IEnumerable<string> methods, string? level) =>
        $"{name} = {entryPoint}: {trigger} {route} [{string.Join(' ', methods.Select(m => m.ToUpperInvariant()).Order())}] {level}";
}
