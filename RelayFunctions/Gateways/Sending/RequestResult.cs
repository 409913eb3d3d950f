using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Responses;

namespace RelayFunctions.Gateways.Sending;

/// <summary>What came of one request, before the gateway's retry policy is applied.</summary>
/// <param name="StatusCode">The status of the response; null for no response.</param>
/// <param name="Meaning">What the response means for the message.</param>
/// <param name="Error">Why the gateway did not take the message; null if it did.</param>
/// <param name="RetryAfter">The wait that was asked for; null for none.</param>
internal readonly record struct RequestResult(
    int? StatusCode, ResponseMeaning Meaning, string? Error, TimeSpan? RetryAfter)
{
    /// <summary>The status of the token endpoint, if it granted no token; otherwise null.</summary>
    public int? TokenStatus { get; init; }

    /// <summary>Creates the result of a request that was not sent, or that got no response.</summary>
    public static RequestResult WithoutResponse(string error) => new(null, ResponseMeaning.NotTaken, error, null);

    /// <summary>Whether the gateway will never take the message.</summary>
    public bool IsFinal(RetryPolicy retry) => Meaning == ResponseMeaning.Rejected
        || (Meaning == ResponseMeaning.NotTaken && retry.IsPermanent(StatusCode));

    /// <summary>For how long the whole gateway is closed; null if it is not.</summary>
    public TimeSpan? ThrottledFor(RetryPolicy retry) => Meaning == ResponseMeaning.Taken
        ? null
        : retry.ThrottledFor(StatusCode ?? TokenStatus, Meaning == ResponseMeaning.Throttled, RetryAfter);
}
