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
    /// The host's own values, such as a timer's state, are read by reflection and without regard to case, as by the
    /// worker's default.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new(DeliveryJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(
            DeliveryJson.Default, AlertJson.Default, new DefaultJsonTypeInfoResolver()),
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
