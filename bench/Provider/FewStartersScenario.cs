using Bench.Reporting;

namespace Bench.Provider;

/// <summary>
/// One activity an orchestration with 8 starters: how long a start takes while the store is not saturated.
/// </summary>
internal sealed class FewStartersScenario : ProviderScenario
{
    public override async Task<IReadOnlyList<Measure>> RunOnceAsync()
    {
        var ours = await OnSqliteAsync(typeof(OneActivity), instances: 20_000, starters: 8);
        return
        [
            new("one activity, 8 starters", ours.PerSecond, "1/s"),
            new("one activity, 8 starters, create p50", ours.CreateP50, "ms", Goal.AtMost(1.5)),
        ];
    }
}
