namespace RelayFunctions.Messages.Routing;

/// <summary>Reports names of gateways that do not exist, and suggests the name that was probably meant.</summary>
internal static class UnknownGatewayFault
{
    /// <summary>
    /// The largest catalogue that is searched for a similar name, so that a batch of unknown names does not take
    /// seconds.
    /// </summary>
    private const int MaxSearched = 200;

    /// <summary>The maximum number of names that an example repeats.</summary>
    private const int MaxShown = 5;

    /// <summary>Returns the fault of names that no gateway has.</summary>
    /// <param name="names">The names that the caller gave; at least one.</param>
    /// <param name="known">The names of the gateways.</param>
    /// <param name="more">What else does not exist, as the end of the sentence.</param>
    public static string Of(IReadOnlyList<string> names, IReadOnlyList<string> known, string more = "")
    {
        var subject = names.Count == 1 ? "is no gateway" : "are no gateways";
        return $"there {subject} {string.Join(" and ", names.Select(QuotedName.Of))}{more}{EndOf(names, known)}";
    }

    // A name of several is often a list that was written as a string.
    private static string? ListHint(string name, IReadOnlyList<string> known)
    {
        if (!name.AsSpan().ContainsAny(",;["))
            return null;

        string[] parts = [.. name.Split(',', ';').Select(part => part.Trim())];
        if (parts.Length > MaxShown || !parts.All(known.Contains))
            parts = ["sms", "mail"];
        return $"; several gateways are a list, as in [{string.Join(", ", parts.Select(part => $"\"{part}\""))}].";
    }

    private static string EndOf(IReadOnlyList<string> names, IReadOnlyList<string> known) =>
        names.Select(name => ListHint(name, known)).FirstOrDefault(one => one is not null) is { } hint ? hint
        : known.Count > MaxSearched
            ? "."
            : names.Select(name => NearestName.Question(name, known)).FirstOrDefault(one => one.Length > 0) ?? ".";
}
