namespace DurableTask.Sqlite.Tests.Poison.Processes;

/// <summary>The cause of the process's end.</summary>
internal enum PoisonKind
{
    Activity,
    Orchestrator,
}
