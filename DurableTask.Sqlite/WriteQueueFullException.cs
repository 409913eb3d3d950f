namespace DurableTask.Sqlite;

/// <summary>The bounded write queue is full: nothing of the call was stored. Try again later.</summary>
public sealed class WriteQueueFullException : Exception
{
    internal WriteQueueFullException()
        : base("The write queue is full: nothing was stored. Try again later.")
    {
    }
}
