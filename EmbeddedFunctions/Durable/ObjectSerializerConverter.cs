using System.Text;
using Azure.Core.Serialization;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// Serialises inputs, outputs and events with the worker's own serializer, as the worker's Durable extension does, so
/// that a history reads the same on both hosts.
/// </summary>
internal sealed class ObjectSerializerConverter(ObjectSerializer serializer) : DataConverter
{
    public override string? Serialize(object? value)
    {
        try
        {
            return value is null ? null : serializer.Serialize(value, value.GetType(), default).ToString();
        }
        catch (Exception e) when (EpisodeFault.TryRecord(e))
        {
            throw;
        }
    }

    public override object? Deserialize(string? data, Type targetType)
    {
        if (data is null)
            return null;

        try
        {
            var bytes = Encoding.UTF8.GetBytes(data);
            // A serializer that knows MemoryStream can read its buffer.
            using var stream = new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
            return serializer.Deserialize(stream, targetType, default);
        }
        catch (Exception e) when (EpisodeFault.TryRecord(e))
        {
            throw;
        }
    }
}
