using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace RelayFunctions.Gateways.Responses;

/// <summary>Where a gateway says how long to wait, instead of <c>Retry-After</c>. Immutable.</summary>
internal sealed class WaitRule
{
    /// <summary>
    /// The longest wait that is read, in milliseconds. Every gateway's <c>retry.maxInterval</c> is shorter.
    /// </summary>
    private const double MaxMilliseconds = 366 * 86_400_000.0;

    /// <summary>The header; null for <see cref="Json"/>.</summary>
    public string? Header { get; init; }

    /// <summary>The place in the response's JSON; null for <see cref="Header"/>.</summary>
    public JsonPointer? Json { get; init; }

    /// <summary>The unit of the number, or the form of a date.</summary>
    public WaitUnit Unit { get; init; }

    /// <summary>
    /// The only statuses whose responses are read for it; null means only 429 for a <see cref="Header"/>, which many
    /// services send with every response, and all statuses for <see cref="Json"/>.
    /// </summary>
    public IReadOnlyList<int>? On { get; init; }

    /// <summary>Whether the body of a response with this status is read for it.</summary>
    /// <param name="statusCode">The status.</param>
    /// <param name="canBeThrottled">Whether such a response can mean "not now" whatever its status is.</param>
    public bool ReadsBody(int statusCode, bool canBeThrottled) =>
        Json is not null && (canBeThrottled || (statusCode >= 300 && AppliesTo(statusCode)));

    /// <summary>Reads the longest wait that a response asks for; none for a time in the past.</summary>
    /// <param name="statusCode">The status of the response.</param>
    /// <param name="isThrottled">Whether the response means "not now", whatever its status is.</param>
    /// <param name="headers">The headers of the response.</param>
    /// <param name="body">The body of the response, if that was read.</param>
    /// <param name="now">The current time.</param>
    public Wait Read(
        int statusCode, bool isThrottled, HttpResponseHeaders headers, ResponseText body, DateTimeOffset now)
    {
        if (!(isThrottled || AppliesTo(statusCode)))
            return Wait.None;

        string[] texts = [.. Find(headers, body)];
        // Until the longest wait is over, one of several limits still refuses requests.
        return texts.Max(text => Milliseconds(text, now)) switch
        {
            null => texts.Length == 0 ? Wait.None : new Wait(null, Fault),
            > 0 and var wait => new Wait(
                TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(wait, MaxMilliseconds))), null),
            _ => Wait.None,
        };
    }

    // The value itself could be anything.
    private string Fault =>
        $"retry.wait: {(Header is null ? Json : $"the header {Header}")} is not a "
            + (Unit == WaitUnit.Date ? "date" : "number");

    private bool AppliesTo(int statusCode) => On?.Contains(statusCode) ?? (Header is null || statusCode == 429);

    /// <summary>Finds what the response has at the place; a pointer with <c>*</c> stands for several.</summary>
    private IEnumerable<string> Find(HttpResponseHeaders headers, ResponseText body)
    {
        if (Header is not null)
        {
            return headers.NonValidated.TryGetValues(Header, out var values)
                ? values.Where(text => text.Length > 0)
                : [];
        }

        return body.Root is { } root && Json is not null
            ? Json.FindAll(root)
                .OfType<JsonElement>()
                .Where(found => found.ValueKind != JsonValueKind.Null)
                .Select(Text)
            : [];
    }

    private static string Text(JsonElement found) =>
        found.ValueKind == JsonValueKind.String ? JsonText.Of(found) ?? "" : found.GetRawText();

    private double? Milliseconds(string text, DateTimeOffset now)
    {
        if (Unit == WaitUnit.Date)
            return Date(text) is { } date ? (WholeSecond.EndOf(date) - now).TotalMilliseconds : null;

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            return null;
        }

        return Unit switch
        {
            WaitUnit.Seconds => number * 1000,
            WaitUnit.Milliseconds => number,
            WaitUnit.EpochMilliseconds => EndOf(number) - now.ToUnixTimeMilliseconds(),
            _ => EndOf(number * 1000) - now.ToUnixTimeMilliseconds(),
        };
    }

    // A time to the whole second lasts to its end: see WholeSecond.
    private static double EndOf(double milliseconds) =>
        milliseconds % 1000 == 0 ? milliseconds + 1000 : milliseconds;

    // The parser of Retry-After knows the three formats of HTTP.
    private static DateTimeOffset? Date(string text) => Rfc3339.ParseLenient(text)
        ?? (RetryConditionHeaderValue.TryParse(text, out var parsed) ? parsed.Date : null);
}
