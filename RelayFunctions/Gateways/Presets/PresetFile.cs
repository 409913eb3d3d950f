using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Presets;

/// <summary>A preset as its file has it; the file's name is the preset's.</summary>
/// <param name="Title">The service, for people.</param>
/// <param name="Documentation">The page of the service's API that it follows.</param>
/// <param name="Gateway">The entry of the catalogue, without settings and secrets.</param>
/// <param name="Settings">The settings that the catalogue gives.</param>
/// <param name="Secrets">The secrets, which come only from configuration.</param>
internal sealed record PresetFile(
    string Title,
    Uri Documentation,
    JsonObject Gateway,
    Dictionary<string, PresetFileValue>? Settings = null,
    Dictionary<string, PresetFileValue>? Secrets = null);
