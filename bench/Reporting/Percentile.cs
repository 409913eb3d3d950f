namespace Bench.Reporting;

/// <summary>Where a part of the values ends.</summary>
internal static class Percentile
{
    /// <param name="sorted">The values, smallest first; at least one.</param>
    /// <param name="percent">How many of a hundred are smaller, or as large.</param>
    public static double Of(double[] sorted, int percent) => sorted[sorted.Length * percent / 100];
}
