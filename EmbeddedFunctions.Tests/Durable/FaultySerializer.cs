using Azure.Core.Serialization;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>The worker's serializer, which runs out of memory at the n-th use of a parcel, from 1.</summary>
public sealed class FaultySerializer(int faulty) : ObjectSerializer
{
    private readonly JsonObjectSerializer _inner = new();
    private int _uses;

    public override void Serialize(Stream stream, object? value, Type inputType, CancellationToken cancellationToken)
    {
        FailAt(inputType);
        _inner.Serialize(stream, value, inputType, cancellationToken);
    }

    public override ValueTask SerializeAsync(
        Stream stream, object? value, Type inputType, CancellationToken cancellationToken)
    {
        FailAt(inputType);
        return _inner.SerializeAsync(stream, value, inputType, cancellationToken);
    }

    public override object? Deserialize(Stream stream, Type returnType, CancellationToken cancellationToken)
    {
        FailAt(returnType);
        return _inner.Deserialize(stream, returnType, cancellationToken);
    }

    public override ValueTask<object?> DeserializeAsync(
        Stream stream, Type returnType, CancellationToken cancellationToken)
    {
        FailAt(returnType);
        return _inner.DeserializeAsync(stream, returnType, cancellationToken);
    }

    private void FailAt(Type type)
    {
        // The framework writes an activity's input as an array of one.
        if ((type == typeof(Parcel) || type == typeof(object[])) && Interlocked.Increment(ref _uses) == faulty)
        {
#pragma warning disable CA2201 // Thrown in the runtime's place.
            throw new OutOfMemoryException();
#pragma warning restore CA2201
        }
    }
}
