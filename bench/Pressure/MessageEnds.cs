namespace Bench.Pressure;

/// <summary>The outcomes of accepted messages.</summary>
/// <param name="Failed">How many failed.</param>
/// <param name="Lost">How many the server does not know, or has not ended.</param>
/// <param name="Exits">The exits of the server's processes that were not intended.</param>
internal sealed record MessageEnds(int Failed, int Lost, IReadOnlyList<string> Exits);
