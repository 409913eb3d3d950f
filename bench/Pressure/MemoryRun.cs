using System.Globalization;

namespace Bench.Pressure;

/// <summary>The result of one load under one limit of memory.</summary>
internal sealed record MemoryRun(PressureResult Load, MessageEnds Ends, double PeakMegabytes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Load}; {Ends.Failed} failed, {Ends.Lost} lost, {PeakMegabytes:0} MiB{string.Concat(Ends.Exits.Select(exit => $"; process ended: {exit}"))}");
}
