using DurableTask.Sqlite.Storage.Statements;

namespace DurableTask.Sqlite.Writing;

/// <summary>One all-or-nothing change of the store. Its task ends after the commit.</summary>
internal abstract class WriteOperation() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>
    /// The approximate number of bytes of the bodies that it keeps in memory while it waits; 0 if there are none.
    /// </summary>
    public virtual long Bytes => 0;

    /// <summary>
    /// Whether another operation that frees space follows, and may delete what a compaction would move.
    /// </summary>
    public virtual bool FreesMoreSoon => false;

    /// <summary>The next operation of the group that is committed together.</summary>
    public WriteOperation? Next { get; set; }

    /// <summary>
    /// Makes the change within the writer's transaction. It runs a second time, in another transaction, if an operation
    /// of the same batch failed: it must record again what <see cref="Publish"/> needs.
    /// </summary>
    public abstract void Execute(WriterStatements statements);

    /// <summary>Applies the change in memory, after the commit and in the order of the commits.</summary>
    public abstract void Publish();

    /// <summary>Describes the operation for a log.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>Reverts the state in memory that was prepared for this change, since the change was not made.</summary>
    public virtual void Fail(Exception error)
    {
    }
}
