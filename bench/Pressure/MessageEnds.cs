namespace Bench.Pressure;

/// <summary>What became of messages that were accepted.</summary>
/// <param name="Failed">How many failed.</param>
/// <param name="Lost">How many the server does not know, or did not end.</param>
/// <param name="Deaths">How the server's processes ended, if they did.</param>
internal sealed record MessageEnds(int Failed, int Lost, IReadOnlyList<string> Deaths);
