using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.Gateways.Presets;

namespace RelayFunctions.Functions;

/// <summary>Lists the services that Relay knows, with the settings, secrets and parameters of each.</summary>
public static class ListPresets
{
    /// <summary><c>GET /presets</c>: all of them, by name.</summary>
    [Function(nameof(ListPresets))]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets")] HttpRequest request) =>
        Results.Json(PresetLibrary.All, ReadableJson.Gateways.IReadOnlyListPreset);
}
