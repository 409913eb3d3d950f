namespace RelayFunctions.Gateways.Sending;

/// <summary>The result of one request. Of the gateway's words it has only the reason, without known secrets.</summary>
/// <param name="StartedAt">When the request began.</param>
/// <param name="EndedAt">When the response was read or the request given up.</param>
/// <param name="StatusCode">The HTTP status; null if no response came.</param>
/// <param name="Error">Why the gateway did not take the message; null if it did.</param>
/// <param name="RetryAfter">The wait that the gateway asks for; null for none.</param>
public sealed record GatewayResponse(
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    int? StatusCode,
    string? Error,
    TimeSpan? RetryAfter)
{
    /// <summary>Whether the gateway will never take the message, so that another attempt is useless.</summary>
    public bool IsFinal { get; init; }

    /// <summary>
    /// How long the whole gateway is closed, since it or its token endpoint throttled the request ("not now"); null if
    /// neither did.
    /// </summary>
    public TimeSpan? ThrottledFor { get; init; }
}
