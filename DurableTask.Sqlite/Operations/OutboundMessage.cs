using DurableTask.Core;
using DurableTask.Sqlite.Codec;

namespace DurableTask.Sqlite.Operations;

/// <summary>A message and its body, encoded on the caller's thread.</summary>
internal sealed class OutboundMessage(TaskMessage message)
{
    public TaskMessage Message { get; } = message;

    public string InstanceId { get; } = message.OrchestrationInstance.InstanceId;

    public byte[] Body { get; } = MessageCodec.Encode(message);

    public TaskMessage? RetainedMessage => Storage.RetainedMessage.Of(Message, Body.Length);
}
