namespace RelayFunctions.Gateways.Responses;

/// <summary>
/// When a response says that the gateway will never take the message, so that no other attempt follows. It is checked
/// before <see cref="SuccessRule"/>: some gateways refuse with a status of 200. Immutable.
/// </summary>
internal sealed class FailureRule
{
    /// <summary>The statuses; null for any.</summary>
    public IReadOnlyList<StatusRange>? Statuses { get; init; }

    /// <summary>
    /// The values of a JSON response that refuses the message: one match in at least one place is enough.
    /// </summary>
    public IReadOnlyList<JsonExpectation> Json { get; init; } = [];

    /// <summary>The pattern that is found in the text of a response that refuses it; null for none.</summary>
    public BodyPattern? Body { get; init; }

    /// <summary>Whether the rule needs the body of a response of this status.</summary>
    public bool ReadsBody(int statusCode) => IsForStatus(statusCode) && (Json.Count > 0 || Body is not null);

    /// <summary>
    /// Returns what a response matches: one of the statuses, and <c>json</c> or <c>body</c> if these are given; null if
    /// it does not match. No text of the response is repeated.
    /// </summary>
    public string? MatchOf(int statusCode, ResponseText body)
    {
        if (!IsForStatus(statusCode))
            return null;
        if (Json.Count == 0 && Body is null)
            return "failure.status lists it";

        return body.Root is { } root && Json.FirstOrDefault(expected => expected.IsMetSomewhereIn(root)) is { } found
            ? $"{found} in the response matches failure.json"
            : Body?.IsFoundIn(body.Text) == true ? "the response's text matches failure.body" : null;
    }

    private bool IsForStatus(int statusCode) => Statuses?.Any(range => range.Contains(statusCode)) != false;
}
