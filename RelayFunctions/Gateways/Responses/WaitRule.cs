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

    /// <summary>The unit of the number.</summary>
    public WaitUnit Unit { get; init; }

    /// <summary>
    /// The only statuses whose responses are read for it; null means only 429 for a <see cref="Header"/>, which many
    /// services send with every response, and all statuses for <see cref="Json"/>.
    /// </summary>
    public IReadOnlyList<int>? On { get; init; }

    /// <summary>Whether the body of a response with this status is read for it.</summary>
    public bool ReadsBody(int statusCode) => Json is not null && statusCode >= 300 && AppliesTo(statusCode);

    /// <summary>Reads the wait that a response asks for; null if it names none, or a time in the past.</summary>
    /// <param name="statusCode">Its status.</param>
    /// <param name="isThrottled">Whether it means "not now" whatever its status is.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its body, if that was read.</param>
    /// <param name="now">The current time.</param>
    public TimeSpan? Read(
        int statusCode, bool isThrottled, HttpResponseHeaders headers, ResponseText body, DateTimeOffset now)
    {
        if (!(isThrottled || AppliesTo(statusCode)) || Number(headers, body) is not { } number)
            return null;

        var milliseconds = Unit is WaitUnit.Seconds or WaitUnit.EpochSeconds ? number * 1000 : number;
        if (Unit is WaitUnit.EpochSeconds or WaitUnit.EpochMilliseconds)
            milliseconds -= now.ToUnixTimeMilliseconds();
        return milliseconds > 0
            ? TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(milliseconds, MaxMilliseconds)))
            : null;
    }

    private bool AppliesTo(int statusCode) => On?.Contains(statusCode) ?? (Header is null || statusCode == 429);

    private double? Number(HttpResponseHeaders headers, ResponseText body)
    {
        if (Header is not null)
            return headers.NonValidated.TryGetValues(Header, out var values) ? Parse(values.FirstOrDefault()) : null;

        return (body.Root is { } root ? Json?.Find(root) : null) switch
        {
            { ValueKind: JsonValueKind.Number } number => Parse(number.GetRawText()),
            { ValueKind: JsonValueKind.String } text => Parse(JsonText.Of(text)),
            _ => null,
        };
    }

    private static double? Parse(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;
}
