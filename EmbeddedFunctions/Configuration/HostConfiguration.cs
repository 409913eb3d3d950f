using System.Text.Json;

namespace EmbeddedFunctions.Configuration;

/// <summary>The part of host.json that counts here. What isn't set is null, and the default is the reader's.</summary>
internal sealed record HostConfiguration(
    string RoutePrefix,
    int? MaxConcurrentActivityFunctions,
    int? MaxConcurrentOrchestratorFunctions,
    string HubName)
{
    /// <summary>The prefix of the Functions host where host.json has none.</summary>
    private const string DefaultRoutePrefix = "api";

    /// <summary>The hub's name of the Functions host on a developer's machine where host.json has none.</summary>
    private const string DefaultHubName = "TestHubName";

    /// <summary>What the Functions host does with an orchestration's version, which nothing here does.</summary>
    private static readonly string[] Versioning = ["defaultVersion", "versionMatchStrategy", "versionFailureStrategy"];

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads the file; one that is missing means the host's defaults.</summary>
    public static HostConfiguration Read(string path)
    {
        if (!File.Exists(path))
        {
            return new HostConfiguration(DefaultRoutePrefix, null, null, DefaultHubName);
        }

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
            throw new StartRefusedException($"'{path}': extensions.durableTask.{found} can't be served: orchestrators of "
                + "every version run here. Remove it, or read the version in the orchestrator.");
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
            {
                return null;
            }

            JsonElement? found = null;
            foreach (var property in element.Value.EnumerateObject())
            {
                // The host reads host.json as configuration, whose keys know no case.
                if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    found = property.Value;
                }
            }

            element = found;
        }

        return element is { ValueKind: JsonValueKind.Null } ? null : element;
    }
}
