using Microsoft.AspNetCore.WebUtilities;

namespace RelayFunctions.Gateways.Sending;

/// <summary>A status in words. The gateway's own words are not repeated: they could hold anything.</summary>
internal static class StatusText
{
    /// <summary>As in <c>404 Not Found</c>.</summary>
    public static string Of(int statusCode)
    {
        var reason = ReasonPhrases.GetReasonPhrase(statusCode);
        return reason.Length == 0 ? $"status {statusCode}" : $"{statusCode} {reason}";
    }

    /// <summary>The error of an attempt that was answered so; null where the gateway took the message.</summary>
    public static string? ErrorOf(int statusCode) => statusCode switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => $"{Of(statusCode)} (redirects are not followed)",
        _ => Of(statusCode),
    };
}
