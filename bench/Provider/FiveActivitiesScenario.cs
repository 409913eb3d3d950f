using Bench.Reporting;

namespace Bench.Provider;

/// <summary>
/// What Microsoft publishes figures of for its Durable Task Scheduler: 5,000 orchestrations at once, each with five
/// activities in sequence, which are six actions.
/// </summary>
internal sealed class FiveActivitiesScenario : ProviderScenario
{
    private const int Instances = 5_000;
    private const int Actions = 6;

    public override async Task<IReadOnlyList<Measure>> RunOnceAsync()
    {
        var kept = await OnSqliteAsync(typeof(FiveActivities), Instances, Instances);
        var replayed = await OnSqliteAsync(typeof(FiveActivities), Instances, Instances, keep: false);
        return
        [
            new("5,000 x 5 activities: orchestrations", kept.PerSecond, "1/s"),
            new("5,000 x 5 activities: actions", kept.PerSecond * Actions, "1/s", Goal.AtLeast(15_000)),
            new("5,000 x 5 activities: CPU time an action", kept.Cpu / Actions, "µs"),
            new("5,000 x 5 activities, replayed: actions", replayed.PerSecond * Actions, "1/s"),
            new("5,000 x 5 activities, replayed: CPU time an action", replayed.Cpu / Actions, "µs"),
        ];
    }
}
