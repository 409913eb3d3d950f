namespace DurableTask.Sqlite.Storage;

/// <summary>An instance as a reader found it. Its row number is never used again, even if its id is.</summary>
internal readonly record struct StoredInstance(long Row, string Id);
