using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>An activity that has yet to be completed, and the row of its orchestration.</summary>
internal sealed record ActivityEntry(long Sequence, long Row, TaskMessage Message);
