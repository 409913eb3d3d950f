using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RelayFunctions.Alerts;
using RelayFunctions.Delivery;

namespace RelayFunctions.Hosting;

/// <summary>The JSON that the worker reads and writes, so that the history has one format on every host.</summary>
internal static class WorkerJson
{
    /// <summary>
    /// What a host brings along itself, such as a timer's state, is read by reflection and with any case of names, as
    /// the worker's default does.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new(DeliveryJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(
            DeliveryJson.Default, AlertJson.Default, new DefaultJsonTypeInfoResolver()),
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
