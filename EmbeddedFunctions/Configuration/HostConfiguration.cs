using System.Text.Json;

namespace EmbeddedFunctions.Configuration;

/// <summary>The part of host.json that applies here. A value that is not set is null.</summary>
internal sealed record HostConfiguration(
    string RoutePrefix,
    int? MaxConcurrentActivityFunctions,
    int? MaxConcurrentOrchestratorFunctions,
    string HubName)
{
    /// <summary>The Functions host's default prefix.</summary>
    private const string DefaultRoutePrefix = "api";

    /// <summary>The Functions host's default hub name on a developer's machine.</summary>
    private const string DefaultHubName = "TestHubName";

    /// <summary>The keys of orchestration versioning, which is not supported here.</summary>
    private static readonly string[] Versioning = ["defaultVersion", "versionMatchStrategy", "versionFailureStrategy"];

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads the file; if it is missing, the host's defaults apply.</summary>
    public static HostConfiguration Read(string path)
    {
        if (!File.Exists(path))
            return new HostConfiguration(DefaultRoutePrefix, null, null, DefaultHubName);

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            var durable = Find(json.RootElement, "extensions", "durableTask");
            RefuseVersioning(path, durable);
            return new HostConfiguration(
                Find(json.RootElement, "extensions", "http", "routePrefix")?.GetString()?.Trim('/')
                    ?? DefaultRoutePrefix,
                Bound(durable, "maxConcurrentActivityFunctions"),
                Bound(durable, "maxConcurrentOrchestratorFunctions"),
                Find(durable, "hubName")?.GetString() ?? DefaultHubName);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new StartRefusedException($"'{path}' can't be read: {e.Message}");
        }
    }

    private static void RefuseVersioning(string path, JsonElement? durable)
    {
        if (Array.Find(Versioning, name => Find(durable, name) is not null) is { } found)
        {
            throw new StartRefusedException(
                $"'{path}': extensions.durableTask.{found} is not supported: orchestrators of every version run here. "
                + "Remove it, or read the version in the orchestrator.");
        }
    }

    private static int? Bound(JsonElement? element, string name)
    {
        var bound = Find(element, name)?.GetInt32();
        return bound is null or > 0 ? bound : throw new FormatException($"{name} must be at least 1.");
    }

    private static JsonElement? Find(JsonElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element is not { ValueKind: JsonValueKind.Object })
                return null;

            JsonElement? found = null;
            foreach (var property in element.Value.EnumerateObject())
            {
                // The host reads host.json as configuration, so keys are case-insensitive.
                if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    found = property.Value;
            }

            element = found;
        }

        return element is { ValueKind: JsonValueKind.Null } ? null : element;
    }
}
