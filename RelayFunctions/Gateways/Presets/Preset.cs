using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Templates;

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

    /// <summary>Returns the values that templates read as <c>settings</c> or as <c>secrets</c>.</summary>
    internal IReadOnlyList<PresetValue> ValuesOf(string group) => group switch
    {
        TemplateVariables.Settings => Settings,
        TemplateVariables.Secrets => Secrets,
        _ => [],
    };

    /// <summary>The parameters that a message may have.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The entry of the catalogue.</summary>
    internal JsonObject Gateway { get; init; } = [];
}
