using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>A client's messages to instances: all of them or none.</summary>
internal sealed class SendMessages(IReadOnlyList<OutboundMessage> messages, InstanceTable instances) : WriteOperation
{
    private readonly MessageTargets _targets = new(instances);

    public override long Bytes { get; } = messages.Sum(message => (long)message.Body.Length);

    public override void Execute(WriterStatements statements)
    {
        _targets.Clear();
        foreach (var message in messages)
            _targets.Deliver(statements, message);
    }

    public override void Publish() => _targets.Publish();
}
