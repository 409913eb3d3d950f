using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Parameters;

namespace RelayFunctions.Gateways.Presets;

/// <summary>
/// A service that Relay knows how to ask: an entry of the catalogue to which only settings are missing.
/// </summary>
/// <param name="Name">What <c>preset</c> says.</param>
/// <param name="Title">The service, for people.</param>
/// <param name="Documentation">The page of the service's API that it follows.</param>
public sealed record Preset(string Name, string Title, Uri Documentation)
{
    /// <summary>What the catalogue gives.</summary>
    public IReadOnlyList<PresetValue> Settings { get; init; } = [];

    /// <summary>What configuration alone gives.</summary>
    public IReadOnlyList<PresetValue> Secrets { get; init; } = [];

    /// <summary>What a request may carry beside its message.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The entry of the catalogue.</summary>
    internal JsonObject Gateway { get; init; } = [];
}
