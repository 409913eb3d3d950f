namespace DurableTask.Sqlite;

/// <summary>
/// The store can't be written at the moment: its disk is full or fails, or its file is locked or damaged. Nothing of
/// the call is stored, unless the commit reached the disk and the process ends before its next write. The inner
/// exception is SQLite's.
/// </summary>
public sealed class StoreWriteException : IOException
{
    internal StoreWriteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
