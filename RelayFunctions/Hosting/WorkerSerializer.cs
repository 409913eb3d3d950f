using System.Text.Json;
using Azure.Core.Serialization;

namespace RelayFunctions.Hosting;

/// <summary>
/// Writes and reads <see cref="WorkerJson"/>. It reads from the buffer of a <see cref="MemoryStream"/> where it can:
/// the base class copies a stream twice, and a message may be large.
/// </summary>
internal sealed class WorkerSerializer() : JsonObjectSerializer(WorkerJson.Options)
{
    public override object? Deserialize(Stream stream, Type returnType, CancellationToken cancellationToken) =>
        stream is MemoryStream { Position: 0 } memory && memory.TryGetBuffer(out var json)
            ? JsonSerializer.Deserialize(json, returnType, WorkerJson.Options)
            : base.Deserialize(stream, returnType, cancellationToken);
}
