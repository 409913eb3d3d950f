using System.Globalization;

namespace Bench.Pressure;

/// <summary>What became of one load under one limit of memory.</summary>
internal sealed record MemoryRun(PressureResult Load, int Failed, int Lost, bool HasEnded, double PeakMegabytes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Load}; {Failed} failed, {Lost} lost, {(HasEnded ? "process ended" : $"{PeakMegabytes:0} MiB")}");
}
