namespace DurableTask.Sqlite.Tests.Faults.Killing;

/// <summary>What the process dies of.</summary>
internal enum Poison
{
    Activity,
    Orchestrator,
}
