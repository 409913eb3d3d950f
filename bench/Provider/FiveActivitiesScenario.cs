using Bench.Reporting;

namespace Bench.Provider;

/// <summary>
/// The scenario for which Microsoft publishes figures of its Durable Task Scheduler: 5,000 orchestrations at once, each with five
/// activities in sequence, which are six actions.
/// </summary>
internal sealed class FiveActivitiesScenario : ProviderScenario
{
    private const int Instances = 5_000;
    private const int Actions = 6;

    public override async Task<IReadOnlyList<Measure>> RunOnceAsync()
    {
        var ours = await OnSqliteAsync(typeof(FiveActivities), Instances, Instances);
        return
        [
            new("5,000 x 5 activities: orchestrations", ours.PerSecond, "1/s"),
            new("5,000 x 5 activities: actions", ours.PerSecond * Actions, "1/s", Goal.AtLeast(15_000)),
            new("5,000 x 5 activities: CPU time an action", ours.Cpu / Actions, "µs"),
        ];
    }
}
