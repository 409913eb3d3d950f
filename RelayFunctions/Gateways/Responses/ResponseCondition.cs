namespace RelayFunctions.Gateways.Responses;

/// <summary>
/// A condition that recognises responses with a meaning of their own: <c>failure</c>, <c>throttled</c>. Immutable.
/// </summary>
/// <param name="key">The key that has it, for errors.</param>
internal sealed class ResponseCondition(string key)
{
    /// <summary>The statuses; null for any.</summary>
    public IReadOnlyList<StatusRange>? Statuses { get; init; }

    /// <summary>The values of such a response in JSON: one match in at least one place is enough.</summary>
    public IReadOnlyList<JsonExpectation> Json { get; init; } = [];

    /// <summary>The pattern that is found in the text of such a response; null for none.</summary>
    public BodyPattern? Body { get; init; }

    private bool HasBodyRule => Json.Count > 0 || Body is not null;

    /// <summary>Whether the condition needs the body of a response of this status.</summary>
    public bool ReadsBody(int statusCode) => HasBodyRule && IsForStatus(statusCode);

    /// <summary>
    /// Returns what a response matches: one of the statuses, and <c>json</c> or <c>body</c> if these are given; null if
    /// it does not match. No text of the response is repeated.
    /// </summary>
    public string? MatchOf(int statusCode, ResponseText body)
    {
        if (!IsForStatus(statusCode))
            return null;
        if (!HasBodyRule)
            return $"{key}.status lists it";

        return body.Root is { } root && Json.FirstOrDefault(expected => expected.IsMetSomewhereIn(root)) is { } found
            ? $"{found} in the response matches {key}.json"
            : Body?.IsFoundIn(body.Text) == true ? $"the response's text matches {key}.body" : null;
    }

    /// <summary>Whether a response of this status matches whatever its body is.</summary>
    public bool IsMetByStatus(int statusCode) => !HasBodyRule && IsForStatus(statusCode);

    /// <summary>Whether it matches every response that <c>success</c> could accept.</summary>
    public bool MatchesEvery(SuccessRule success) =>
        StatusRange.Statuses.All(status => success.StatusErrorOf(status) is not null || IsMetByStatus(status));

    /// <summary>Whether a response of this status can match.</summary>
    public bool IsForStatus(int statusCode) => Statuses?.Any(range => range.Contains(statusCode)) != false;
}
