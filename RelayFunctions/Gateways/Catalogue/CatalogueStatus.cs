namespace RelayFunctions.Gateways.Catalogue;

/// <summary>The catalogue as its operator sees it.</summary>
/// <param name="File">The full path of its file.</param>
/// <param name="Faults">The faults of a change of the file that was rejected; empty for none.</param>
/// <param name="Warnings">Probable mistakes in the catalogue in use that do no harm.</param>
/// <param name="Gateways">The gateways, by name.</param>
internal sealed record CatalogueStatus(
    string File, IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings, IReadOnlyList<GatewayDetails> Gateways)
{
    public static CatalogueStatus Of(CatalogueMonitor catalogue) => new(
        catalogue.File,
        catalogue.RejectedFaults,
        catalogue.Warnings,
        [.. catalogue.Current.All.Select(GatewayDetails.Of)]);
}
