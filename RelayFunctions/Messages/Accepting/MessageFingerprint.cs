using System.Security.Cryptography;
using System.Text.Json;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Messages.Accepting;

/// <summary>Distinguishes requests with the same idempotency key: a hash of the whole request.</summary>
internal static class MessageFingerprint
{
    public static string Of(MessageRequest request)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(request.Message);
            foreach (var gateway in request.Gateways)
                writer.WriteStringValue(gateway);
            WriteTime(writer, request.DeliverAt);
            WriteTime(writer, request.ExpiresAt);
            // Requests without one have the fingerprint that earlier versions computed.
            if (request.CallbackUrl is { } callback)
            {
                writer.WriteStartObject();
                writer.WriteString(CallbackUrl.Field, callback);
                writer.WriteEndObject();
            }

            // The order of members has no meaning, and null is the same as missing.
            var parameters = (request.Parameters ?? new Dictionary<string, JsonElement>())
                .Where(parameter => parameter.Value.ValueKind != JsonValueKind.Null)
                .OrderBy(parameter => parameter.Key, StringComparer.Ordinal);
            foreach (var (name, value) in parameters)
            {
                writer.WriteStringValue(name);
                value.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length))[..16]);
    }

    private static void WriteTime(Utf8JsonWriter writer, DateTimeOffset? time)
    {
        if (time is { } at)
            writer.WriteNumberValue(at.UtcTicks);
        else
            writer.WriteNullValue();
    }
}
