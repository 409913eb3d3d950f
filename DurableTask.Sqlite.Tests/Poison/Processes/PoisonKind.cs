namespace DurableTask.Sqlite.Tests.Poison.Processes;

/// <summary>What the process dies of.</summary>
internal enum PoisonKind
{
    Activity,
    Orchestrator,
}
