using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Loading;

/// <summary>What came of loading a catalogue.</summary>
/// <param name="Catalogue">The catalogue; of use only where there is no fault.</param>
/// <param name="Entries">The entries that the catalogue was made of, to tell whether a later one differs.</param>
/// <param name="Faults">Everything that is wrong.</param>
internal sealed record LoadedCatalogue(GatewayCatalogue Catalogue, JsonObject Entries, IReadOnlyList<string> Faults)
{
    /// <summary>What is likely a mistake and harms nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
