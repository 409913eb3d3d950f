using System.Globalization;

namespace Bench.Pressure;

/// <summary>What a load that may be refused saw.</summary>
/// <param name="Accepted">The ids of the messages that were answered 200.</param>
/// <param name="Refused">How many requests were answered 503 with Retry-After.</param>
/// <param name="Others">How many were answered anything else.</param>
/// <param name="Broken">How many had no response, since the connection broke.</param>
/// <param name="SortedLatencies">How long each of the accepted took in ms, the shortest first.</param>
internal sealed record PressureResult(
    IReadOnlyList<string> Accepted, int Refused, int Others, int Broken, double[] SortedLatencies)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Accepted.Count} accepted, {Refused} refused, {Others} others, {Broken} broken");
}
