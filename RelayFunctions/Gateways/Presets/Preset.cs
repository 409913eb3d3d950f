using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Parameters;

namespace RelayFunctions.Gateways.Presets;

/// <summary>A service that Relay knows: an entry of the catalogue that lacks only settings and secrets.</summary>
/// <param name="Name">The value of <c>preset</c>.</param>
/// <param name="Title">The service, for people.</param>
/// <param name="Documentation">The page of the service's API that it follows.</param>
public sealed record Preset(string Name, string Title, Uri Documentation)
{
    /// <summary>The settings that the catalogue gives.</summary>
    public IReadOnlyList<PresetValue> Settings { get; init; } = [];

    /// <summary>The secrets, which come only from configuration.</summary>
    public IReadOnlyList<PresetValue> Secrets { get; init; } = [];

    /// <summary>The parameters that a message may have.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The entry of the catalogue.</summary>
    internal JsonObject Gateway { get; init; } = [];
}
