namespace Bench.Load;

/// <summary>The result of a load: when it began (a Stopwatch timestamp), how long it took, each response's time in ms, sorted.</summary>
internal sealed record LoadResult(long Started, TimeSpan Elapsed, double[] SortedLatencies)
{
    public double PerSecond => SortedLatencies.Length / Elapsed.TotalSeconds;

    public double Percentile(double percent) =>
        SortedLatencies[(int)Math.Min(SortedLatencies.Length - 1, SortedLatencies.Length * percent / 100)];
}
