using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Management;

/// <summary>The status of an instance, in the JSON format of the Durable extension.</summary>
internal sealed record InstanceStatus(
    string Name,
    string InstanceId,
    string RuntimeStatus,
    JsonElement? Input,
    JsonElement? CustomStatus,
    JsonElement? Output,
    string CreatedTime,
    string LastUpdatedTime)
{
    public static InstanceStatus Of(OrchestrationMetadata instance, bool hasInput) => new(
        instance.Name,
        instance.InstanceId,
        instance.RuntimeStatus.ToString(),
        hasInput ? Read(instance.SerializedInput) : null,
        Read(instance.SerializedCustomStatus),
        Read(instance.SerializedOutput),
        Write(instance.CreatedAt),
        Write(instance.LastUpdatedAt));

    private static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The output of an instance that failed is a text, and an app's serializer need not write JSON.</summary>
    private static JsonElement? Read(string? data)
    {
        if (data is null)
            return null;

        try
        {
            return JsonElement.Parse(data);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(data);
        }
    }
}
