namespace DurableTask.Sqlite;

/// <summary>The bounded write queue is full: nothing of the call was stored. Try again later.</summary>
public sealed class WriteQueueFullException : Exception
{
    /// <summary>Makes one with the default message.</summary>
    public WriteQueueFullException()
        : this("The write queue is full: nothing was stored. Try again later.")
    {
    }

    /// <summary>Makes one with a message.</summary>
    public WriteQueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    public WriteQueueFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
