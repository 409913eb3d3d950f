namespace Bench.Reporting;

/// <summary>Percentiles of sorted values.</summary>
internal static class Percentile
{
    /// <param name="sorted">The values, smallest first; at least one.</param>
    /// <param name="percent">The percentile, from 0 to 99.</param>
    public static double Of(double[] sorted, int percent) => sorted[sorted.Length * percent / 100];
}
