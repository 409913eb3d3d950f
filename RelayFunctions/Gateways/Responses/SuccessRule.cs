namespace RelayFunctions.Gateways.Responses;

/// <summary>
/// When an answer says that the gateway took the message. Some gateways answer 200 with an error inside. Immutable.
/// </summary>
public sealed class SuccessRule
{
    /// <summary>Any 2xx.</summary>
    public static readonly SuccessRule AnySuccess = new();

    internal IReadOnlyList<StatusRange> Statuses { get; init; } = [new StatusRange(200, 299)];

    /// <summary>What must stand in a JSON answer; all of it.</summary>
    internal IReadOnlyList<JsonExpectation> Json { get; init; } = [];

    /// <summary>What must be found in the answer's text; null for anything.</summary>
    internal BodyPattern? Body { get; init; }

    /// <summary>Whether the body has to be looked at.</summary>
    internal bool ReadsBody => Json.Count > 0 || Body is not null;

    /// <summary>Why the answer is no success; null if it is one. Nothing of the answer's text is repeated.</summary>
    /// <param name="statusCode">Its status.</param>
    /// <param name="body">Its body.</param>
    internal string? ErrorOf(int statusCode, ResponseText body)
    {
        if (StatusErrorOf(statusCode) is { } error)
            return error;
        if (!ReadsBody)
            return null;

        var fault = (Json.Count > 0 ? JsonFault(body) : null) ?? TextFault(body);
        return fault is null ? null : $"{StatusText.Of(statusCode)}, but {body.Fault ?? fault}";
    }

    /// <summary>Why the status alone is no success; null if it is one.</summary>
    internal string? StatusErrorOf(int statusCode) =>
        Statuses.Any(range => range.Contains(statusCode)) ? null : StatusText.OfFailure(statusCode);

    private string? JsonFault(ResponseText body) => body.Root is { } root
        ? Json.Where(expected => !expected.IsMetEverywhereIn(root))
            .Select(expected => $"{expected} in the answer is not as it should be")
            .FirstOrDefault()
        : "the answer is no JSON";

    private string? TextFault(ResponseText body) => Body?.IsFoundIn(body.Text) switch
    {
        null when Body is not null => "searching the answer's text with success.body took too long",
        false => "the answer's text is not as it should be",
        _ => null,
    };
}
