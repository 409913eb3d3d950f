using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Statements;

namespace DurableTask.Sqlite.Operations;

/// <summary>Puts messages into the inboxes of instances, and remembers which to publish after the commit.</summary>
internal sealed class MessageTargets(InstanceTable instances)
{
    private readonly List<(long Row, InboxMessage Message)> _delivered = [];
    private readonly List<TaskMessage> _dropped = [];

    public void Clear()
    {
        _delivered.Clear();
        _dropped.Clear();
    }

    /// <summary>
    /// A message for an instance that is unknown or has ended is dropped, which is logged after the commit.
    /// </summary>
    public void Deliver(WriterStatements statements, OutboundMessage outbound)
    {
        if (statements.Instances.Find(outbound.InstanceId) is not { HasEnded: false } target)
        {
            _dropped.Add(outbound.Message);
            return;
        }

        var sequence = statements.Queues.InsertMessage(target.Row, outbound.Body);
        if (target.StartAt is { } due)
        {
            // A message waits with its instance for the scheduled start, unless it terminates the instance.
            if (outbound.Message.Event.EventType != EventType.ExecutionTerminated)
                return;
            statements.Instances.ReleaseStart(target.Row);
            statements.Timers.Delete(new DueTimer(due, target.Row, NewInstance.StartTimer));
        }

        Delivered(target.Row, sequence, outbound);
    }

    /// <summary>A message that is in the inbox already.</summary>
    public void Delivered(long row, long sequence, OutboundMessage outbound) =>
        _delivered.Add((row, new InboxMessage(sequence, outbound.Message, outbound.Body.Length)));

    public void Publish()
    {
        foreach (var (row, message) in _delivered)
            instances.OnDelivered(row, message);
        _dropped.ForEach(instances.OnDropped);
    }
}
