namespace RelayFunctions.Gateways;

/// <summary>The gateways that overviews and metrics show.</summary>
internal static class ReportedGateways
{
    /// <summary>Names that the catalogue lacks come from requests, so there can be any number of them.</summary>
    private const int MaxNames = 500;

    /// <summary>
    /// Returns the names of the catalogue, then others, each once: at most 500, or as many as the catalogue has.
    /// </summary>
    /// <param name="catalogue">The names of the catalogue.</param>
    /// <param name="others">Further names, in the order in which they are shown.</param>
    public static IEnumerable<string> Names(IReadOnlyList<string> catalogue, IEnumerable<string> others) =>
        catalogue.Concat(others).Distinct(StringComparer.Ordinal).Take(Math.Max(MaxNames, catalogue.Count));
}
