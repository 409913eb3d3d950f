using DurableTask.Sqlite;
using RelayFunctions.Storage;

namespace RelayServer.Storage;

/// <summary>
/// Tells a caller whose request the file can't take at the moment to come again: nothing of it was stored.
/// </summary>
internal sealed class SqliteOutages : IStoreOutages
{
    /// <summary>
    /// A full queue is written in well under a second; a second is the shortest pause that the header can say.
    /// </summary>
    private static readonly StoreOutage FullQueue = new(
        TimeSpan.FromSeconds(1),
        "More messages are coming than the store can write. This one was not taken; send it again.");

    /// <summary>
    /// A full or failing disk is somebody's to mend; the store's own log says what is wrong with which file.
    /// </summary>
    private static readonly StoreOutage FailedWrite = new(
        TimeSpan.FromSeconds(10),
        "The store can't be written at the moment. This request was not taken; send it again.");

    public StoreOutage? Find(Exception exception) => exception switch
    {
        WriteQueueFullException => FullQueue,
        StoreWriteException => FailedWrite,
        _ => null,
    };
}
