using System.Text.Json;
using Microsoft.Extensions.Configuration;

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

    /// <summary>Whether a start replaces an instance that has not ended.</summary>
    private const string Overridable = "overridableExistingInstanceStates";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads the file and the settings that override it; the host's defaults apply to the rest.</summary>
    /// <exception cref="StartRefusedException">Some values are invalid; the message names each.</exception>
    public static HostConfiguration Read(string path, IConfiguration settings)
    {
        using var json = Parse(path);
        var host = new HostJson(path, json.RootElement, settings);
        var read = new HostConfiguration(
            host.String("extensions", "http", "routePrefix")?.Trim('/') ?? DefaultRoutePrefix,
            host.Bound("extensions", "durableTask", "maxConcurrentActivityFunctions"),
            host.Bound("extensions", "durableTask", "maxConcurrentOrchestratorFunctions"),
            host.Resolved("extensions", "durableTask", "hubName") is { Length: > 0 } hub ? hub : DefaultHubName);
        if (host.String("extensions", "durableTask", Overridable) is { Length: > 0 } states
            && !states.Equals("NonRunningStates", StringComparison.OrdinalIgnoreCase))
        {
            host.RejectIfSet(
                "must be NonRunningStates: an instance that has not ended keeps its id here",
                "extensions", "durableTask", Overridable);
        }

        foreach (var name in Versioning)
        {
            host.RejectIfSet(
                "is not supported: orchestrators of every version run here. Remove it, or read the version in the "
                + "orchestrator",
                "extensions", "durableTask", name);
        }

        return host.Faults.Count == 0 ? read : throw new StartRefusedException(host.Faults);
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return File.Exists(path)
                ? JsonDocument.Parse(File.ReadAllBytes(path), Lenient)
                : JsonDocument.Parse("{}");
        }
        catch (JsonException e)
        {
            throw new StartRefusedException($"'{path}' can't be read: {e.Message}");
        }
    }
}
