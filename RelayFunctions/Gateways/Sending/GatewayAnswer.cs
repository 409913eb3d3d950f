namespace RelayFunctions.Gateways.Sending;

/// <summary>What came of one request. It holds no text of the gateway's, which could repeat a secret.</summary>
/// <param name="StartedAt">When the request began.</param>
/// <param name="EndedAt">When the answer was read or the request given up.</param>
/// <param name="StatusCode">The status answered; null if there was none.</param>
/// <param name="Error">Why the message does not count as taken; null if it does.</param>
/// <param name="RetryAfter">How long the gateway asks to be left alone, if it does.</param>
public sealed record GatewayAnswer(
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    int? StatusCode,
    string? Error,
    TimeSpan? RetryAfter);
