using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Writing;

/// <summary>One all-or-nothing change of the store. Its task ends after the commit.</summary>
internal abstract class WriteOperation() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>About how many bytes of bodies it holds while it waits; 0 where it holds none.</summary>
    public virtual long Bytes => 0;

    /// <summary>
    /// Whether another one follows that frees space: what would be moved out of its way may be deleted next.
    /// </summary>
    public virtual bool FreesMoreSoon => false;

    /// <summary>The next of those that are queued with this one, to be committed together.</summary>
    public WriteOperation? Next { get; set; }

    /// <summary>
    /// Makes the change within the writer's transaction. It runs a second time, in another transaction, where an
    /// operation of the same batch failed: it must note anew what <see cref="Publish"/> needs.
    /// </summary>
    public abstract void Execute(WriterStatements statements);

    /// <summary>Makes the change known in memory, after the commit and in the order of the commits.</summary>
    public abstract void Publish();

    /// <summary>Describes the operation for a log.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>Takes back what waits in memory for this change, which was not made.</summary>
    public virtual void Fail(Exception error)
    {
    }
}
