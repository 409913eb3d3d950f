using Microsoft.AspNetCore.WebUtilities;

namespace RelayFunctions.Gateways.Responses;

/// <summary>A status in words. The gateway's own words are not repeated: they could contain anything.</summary>
internal static class StatusText
{
    /// <summary>A status of IANA's registry that the framework does not name (RFC 8470).</summary>
    private const int TooEarly = 425;

    /// <summary>Returns the status with its reason phrase, as in <c>404 Not Found</c>.</summary>
    public static string Of(int statusCode)
    {
        var reason = statusCode == TooEarly ? "Too Early" : ReasonPhrases.GetReasonPhrase(statusCode);
        return reason.Length == 0 ? $"status {statusCode}" : $"{statusCode} {reason}";
    }

    /// <summary>Returns the error of an attempt whose response has a status that is not a success.</summary>
    public static string OfFailure(int statusCode) => statusCode is (>= 300 and <= 303) or 307 or 308
        ? $"{Of(statusCode)} (redirects are not followed)"
        : Of(statusCode);
}
