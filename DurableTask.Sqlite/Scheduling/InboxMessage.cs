using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>A message of an instance's inbox with its number in the file.</summary>
internal readonly record struct InboxMessage(long Sequence, TaskMessage Message);
