using DurableTask.Core;

namespace DurableTask.Sqlite.Storage;

/// <summary>A message of an instance's inbox with its number in the file and the length of its body.</summary>
internal readonly record struct InboxMessage(long Sequence, TaskMessage Message, int Length);
