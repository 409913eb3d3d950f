namespace RelayFunctions.Gateways.Responses;

/// <summary>
/// Decides whether a response means that the gateway took the message. Some gateways respond with 200 and an error
/// inside. Immutable.
/// </summary>
public sealed class SuccessRule
{
    /// <summary>Any 2xx.</summary>
    public static readonly SuccessRule AnySuccess = new();

    internal IReadOnlyList<StatusRange> Statuses { get; init; } = [new StatusRange(200, 299)];

    /// <summary>The values that a JSON response must have, all of them.</summary>
    internal IReadOnlyList<JsonExpectation> Json { get; init; } = [];

    /// <summary>The pattern that the response must match; null for any text.</summary>
    internal BodyPattern? Body { get; init; }

    /// <summary>Whether the rule needs the body.</summary>
    internal bool ReadsBody => Json.Count > 0 || Body is not null;

    /// <summary>
    /// Returns why the response is not a success; null if it is one. No text of the response is repeated.
    /// </summary>
    /// <param name="statusCode">The status of the response.</param>
    /// <param name="body">The body of the response.</param>
    internal string? ErrorOf(int statusCode, ResponseText body)
    {
        if (StatusErrorOf(statusCode) is { } error)
            return error;
        if (!ReadsBody)
            return null;

        var fault = (Json.Count > 0 ? JsonFault(body) : null) ?? TextFault(body);
        return fault is null ? null : $"{StatusText.Of(statusCode)}, but {body.Fault ?? fault}";
    }

    /// <summary>Returns why the status by itself is not a success; null if it is one.</summary>
    internal string? StatusErrorOf(int statusCode) =>
        Statuses.Any(range => range.Contains(statusCode)) ? null
        : AnySuccess.Statuses.Any(range => range.Contains(statusCode))
            ? $"{StatusText.Of(statusCode)}, but success.status does not list it"
            : StatusText.OfFailure(statusCode);

    private string? JsonFault(ResponseText body) => body.Root is { } root
        ? Json.Select(expected => expected.FaultIn(root)).FirstOrDefault(fault => fault is not null)
        : body.FaultOfForm();

    private string? TextFault(ResponseText body) => Body?.IsFoundIn(body.Text) switch
    {
        null when Body is not null => "searching the response's text with success.body took too long",
        false => "the response's text does not match success.body",
        _ => null,
    };
}
