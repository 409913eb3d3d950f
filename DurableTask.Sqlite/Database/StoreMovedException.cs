namespace DurableTask.Sqlite.Database;

/// <summary>
/// The file, or its write-ahead log, was deleted or replaced while it is open: a commit would be lost.
/// </summary>
internal sealed class StoreMovedException() : IOException(
    "the file was deleted or replaced while it is open. Stop this process, put the file back, and start again.");
