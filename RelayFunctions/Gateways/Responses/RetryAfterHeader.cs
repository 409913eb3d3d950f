using System.Globalization;
using System.Net.Http.Headers;

namespace RelayFunctions.Gateways.Responses;

/// <summary>
/// <c>Retry-After</c> (RFC 9110, section 10.2.3), with the fractions of a second that some services send.
/// </summary>
internal static class RetryAfterHeader
{
    private const string Name = "Retry-After";

    /// <summary>The longest wait that is read. Every gateway's <c>retry.maxInterval</c> is shorter.</summary>
    private const decimal MaxSeconds = 366 * 86_400;

    /// <summary>
    /// Reads the wait, with fractions rounded up; null if it is missing, not valid, or a time in the past.
    /// </summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.NonValidated.TryGetValues(Name, out var values))
            return null;

        // Proxies add a second value, or join two: the gateway must not be asked before the last.
        return values.Concat(values.SelectMany(value => value.Split(','))).Max(value => Read(value.Trim(), now));
    }

    private static TimeSpan? Read(string text, DateTimeOffset now)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds((long)Math.Ceiling(Math.Min(seconds, MaxSeconds)));

        if (text.Length > 0 && text.All(char.IsAsciiDigit))
            return TimeSpan.FromSeconds((double)MaxSeconds);

        // The parser knows the three formats of dates.
        var wait = RetryConditionHeaderValue.TryParse(text, out var parsed) && parsed.Date is { } date
            ? WholeSecond.EndOf(date) - now
            : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? wait : null;
    }
}
