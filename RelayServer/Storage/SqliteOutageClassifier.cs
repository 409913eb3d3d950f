using DurableTask.Sqlite;
using RelayFunctions.Storage;

namespace RelayServer.Storage;

/// <summary>Recognises outages of the file, after which the caller should retry, since nothing was stored.</summary>
internal sealed class SqliteOutageClassifier : IOutageClassifier
{
    /// <summary>
    /// A full queue is written in well under a second; a second is the shortest pause that the header can express.
    /// </summary>
    private static readonly Outage FullQueue = new(
        TimeSpan.FromSeconds(1),
        "More messages arrive than the store can write. This request was not stored; send it again.");

    /// <summary>A full or failing disk needs an operator; the store's own log names the file and the error.</summary>
    private static readonly Outage FailedWrite = new(
        TimeSpan.FromSeconds(10),
        "The store can't be written at the moment. This request was not stored; send it again.");

    public Outage? Classify(Exception exception) => exception switch
    {
        WriteQueueFullException => FullQueue,
        StoreWriteException => FailedWrite,
        _ => null,
    };
}
