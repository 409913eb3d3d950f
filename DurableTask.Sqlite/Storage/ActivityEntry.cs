using DurableTask.Core;

namespace DurableTask.Sqlite.Storage;

/// <summary>An activity that has yet to be completed.</summary>
/// <param name="Sequence">The activity's number in the file.</param>
/// <param name="Row">The row of its orchestration.</param>
/// <param name="Message">The message; null if it is read when its turn comes.</param>
/// <param name="CrashCount">At how many crashes of the process it was running.</param>
internal sealed record ActivityEntry(long Sequence, long Row, TaskMessage? Message, int CrashCount = 0);
