using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace RelayFunctions.Gateways.Loading;

/// <summary>The result of loading a catalogue.</summary>
/// <param name="Catalogue">The catalogue; usable only if there is no fault.</param>
/// <param name="Entries">The entries that the catalogue was made from, to tell whether a later one differs.</param>
/// <param name="Faults">Everything that is wrong.</param>
internal sealed record LoadedCatalogue(GatewayCatalogue Catalogue, JsonObject Entries, IReadOnlyList<string> Faults)
{
    /// <summary>Probable mistakes that do no harm.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The paths of the files that its gateways name.</summary>
    public IReadOnlyCollection<string> Files { get; init; } = [];

    /// <summary>Returns the same if it has no fault.</summary>
    /// <exception cref="OptionsValidationException">It has faults; the exception lists them.</exception>
    public LoadedCatalogue ThrowIfFaulty() => Faults.Count == 0
        ? this
        : throw new OptionsValidationException("Gateways", typeof(GatewayCatalogue), Faults);

    /// <summary>Whether another catalogue has the same entries and certificates.</summary>
    public bool IsSameAs(LoadedCatalogue other) =>
        JsonNode.DeepEquals(Entries, other.Entries)
        && Catalogue.Certificates.SequenceEqual(other.Catalogue.Certificates);
}
