using RelayFunctions.Tests.Gateways.HostileTexts;

namespace RelayFunctions.Tests.Gateways.Clients;

/// <summary>
/// Finds the differences between the requests of a service's own client and of Relay: method, path, query, credentials,
/// type and the parsed body.
/// </summary>
internal static class RequestDifferences
{
    private const string Header = "header ";

    /// <summary>Values that depend on the time of the request.</summary>
    private static readonly string[] OfItsTime = ["query timestamp", "query sign"];

    /// <summary>
    /// Returns each place that only one request has, or whose values differ. The order of members has no meaning.
    /// </summary>
    public static IEnumerable<string> Between(RawRequest official, RawRequest ours)
    {
        // A service may accept its fields in several encodings, so only the fields are compared.
        var encodingsDiffer = official.Type?.MediaType != ours.Type?.MediaType;
        var (theirs, own) = (Compared(official, encodingsDiffer), Compared(ours, encodingsDiffer));
        return [.. theirs.Except(own).Select(leaf => Show("client", leaf)), .. own.Except(theirs).Select(leaf => Show("Relay", leaf))];

        static string Show(string side, Leaf leaf) => $"{side}: {leaf.Place} = {leaf.Value.TrimEnd()}";
    }

    // Names of headers are case-insensitive. Both requests go to the test's server, so the host has no meaning.
    private static List<Leaf> Compared(RawRequest request, bool asFields)
    {
        var leaves = RequestParser.Parse(request).Where(leaf => leaf.Place != "host").Select(Normalized)
            .Where(leaf => !leaf.Place.StartsWith(Header, StringComparison.Ordinal) || IsCredential(leaf));
        return [.. asFields ? FieldsOf([.. leaves]) : leaves];
    }

    private static Leaf Normalized(Leaf leaf) =>
        OfItsTime.Contains(leaf.Place) ? leaf with { Value = "" }
        : leaf.Place.StartsWith(Header, StringComparison.Ordinal) ? leaf with { Place = leaf.Place.ToLowerInvariant() }
        : leaf;

    private static IEnumerable<Leaf> FieldsOf(List<Leaf> leaves) => leaves.SelectMany((leaf, at) => leaf.Place.Split(' ', '/') switch
    {
        ["form", var name] => [new Leaf($"field {name}", leaf.Value)],
        ["json", var name, "string"] => [new Leaf($"field {name}", leaf.Value)],
        // The name is in the header before it.
        ["part"] => [new Leaf($"field {leaves[at - 1].Value.Split('"')[1]}", leaf.Value)],
        ["json"] or ["part", _] => Array.Empty<Leaf>(),
        _ => [leaf],
    });

    // Other headers describe the sending software.
    private static bool IsCredential(Leaf header) =>
        header.Place == $"{Header}authorization" || header.Value.Contains("s3cret", StringComparison.Ordinal);
}
