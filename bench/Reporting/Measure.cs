using System.Globalization;

namespace Bench.Reporting;

/// <summary>One figure of a run, with its unit and its goal.</summary>
internal sealed record Measure(string Name, double Value, string Unit, Goal? Goal = null)
{
    /// <summary>The medians of the same measures taken in several runs, in the order of the first.</summary>
    public static IReadOnlyList<Measure> Medians(IReadOnlyList<IReadOnlyList<Measure>> runs) =>
        [.. runs[0].Select((measure, i) => measure with { Value = Median(runs.Select(run => run[i].Value)) })];

    public override string ToString()
    {
        var figure = string.Create(CultureInfo.InvariantCulture, $"{Name}, {Value:0.###}, {Unit}");
        return Goal is null ? figure : $"{figure}, {Goal}, {(Goal.IsMetBy(Value) ? "ok" : "short")}";
    }

    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
