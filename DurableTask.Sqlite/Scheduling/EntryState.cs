namespace DurableTask.Sqlite.Scheduling;

/// <summary>The state of an instance in memory.</summary>
internal enum EntryState
{
    /// <summary>The instance waits for a message and is kept as a cache.</summary>
    Idle,

    /// <summary>The instance waits for a dispatcher.</summary>
    Ready,

    /// <summary>A dispatcher has its work item.</summary>
    Locked,

    /// <summary>The instance is no longer in memory.</summary>
    Removed,
}
