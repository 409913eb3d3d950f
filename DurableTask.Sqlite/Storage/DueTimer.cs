namespace DurableTask.Sqlite.Storage;

/// <summary>A timer's key. <see cref="Due"/> in UTC ticks.</summary>
internal readonly record struct DueTimer(long Due, long Row, int Timer);
