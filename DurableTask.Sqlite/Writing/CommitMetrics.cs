using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DurableTask.Sqlite.Writing;

/// <summary>The meter <c>DurableTask.Sqlite</c>: how long commits take and how many operations share one.</summary>
internal static class CommitMetrics
{
    private static readonly Meter Meter = new("DurableTask.Sqlite");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "durabletask.sqlite.commit.duration",
        "s",
        "From the begin of a transaction to the end of its sync.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        });

    private static readonly Histogram<long> Operations = Meter.CreateHistogram(
        "durabletask.sqlite.commit.operations", "{operation}", "Operations of one commit.", tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000] });

    /// <summary>Returns the start of a commit for <see cref="OnCommitted"/>; 0 without a listener.</summary>
    public static long Begin() => Duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Records a commit that has ended.</summary>
    public static void OnCommitted(long begin, int operations)
    {
        if (begin == 0)
            return;

        Duration.Record(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        Operations.Record(operations);
    }
}
