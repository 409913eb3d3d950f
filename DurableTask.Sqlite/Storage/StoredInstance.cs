namespace DurableTask.Sqlite.Storage;

/// <summary>An instance as a reader found it. Its row number is no other's, whatever its id becomes.</summary>
internal readonly record struct StoredInstance(long Row, string Id);
