using System.Globalization;

namespace Bench.Pressure;

/// <summary>The result of a load that the server may refuse.</summary>
/// <param name="Accepted">The ids of the messages with a 200 response.</param>
/// <param name="Refused">The number of 503 responses with Retry-After.</param>
/// <param name="Others">The number of other responses.</param>
/// <param name="Broken">The number of requests without a response, since the connection broke.</param>
/// <param name="SortedLatencies">The response times of the accepted messages, in ms, the shortest first.</param>
internal sealed record PressureResult(
    IReadOnlyList<string> Accepted, int Refused, int Others, int Broken, double[] SortedLatencies)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Accepted.Count} accepted, {Refused} refused, {Others} others, {Broken} broken");
}
