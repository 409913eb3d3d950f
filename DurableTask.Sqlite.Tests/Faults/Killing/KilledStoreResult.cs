namespace DurableTask.Sqlite.Tests.Faults.Killing;

/// <summary>The final state of a store whose process was killed repeatedly.</summary>
/// <param name="Lives">How many processes were killed.</param>
/// <param name="Acknowledged">Orchestrations whose start and events were all acknowledged.</param>
/// <param name="Instances">Instances in the file.</param>
/// <param name="Lost">Acknowledged ones that are not in the file.</param>
/// <param name="Wrong">Acknowledged ones that did not complete, or not with the right output.</param>
/// <param name="Twice">Instances with a result that was recorded twice, or not at all.</param>
/// <param name="Stuck">Instances that should have completed and did not.</param>
internal sealed record KilledStoreResult(
    int Lives, int Acknowledged, int Instances, int Lost, int Wrong, int Twice, int Stuck)
{
    public void AssertWhole()
    {
        Assert.True(Acknowledged > 0, ToString());
        Assert.True((Lost, Wrong, Twice, Stuck) == (0, 0, 0, 0), ToString());
    }
}
