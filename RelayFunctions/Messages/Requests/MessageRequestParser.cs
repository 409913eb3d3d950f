using System.Text;
using System.Text.Json;

namespace RelayFunctions.Messages.Requests;

/// <summary>Parses a request's body, or reports the fault of each field.</summary>
/// <param name="maxMessageBytes">The longest message in bytes of UTF-8.</param>
internal sealed class MessageRequestParser(int maxMessageBytes)
{
    private const string Message = "message";
    private const string Gateway = "gateway";
    private const string Parameters = "parameters";

    /// <summary>
    /// The longest body worth reading: JSON may write a one-byte character in six bytes, and the rest of the request
    /// needs some room.
    /// </summary>
    public int MaxBodyBytes => checked((6 * maxMessageBytes) + (64 * 1024));

    /// <param name="body">The body, or null if it is longer than <see cref="MaxBodyBytes"/>.</param>
    /// <param name="faults">Receives the faults.</param>
    /// <param name="gateway">The gateway's name if the address contains it; null if the body must contain it.</param>
    /// <returns>The request, or null if something is wrong.</returns>
    public MessageRequest? Parse(ReadOnlyMemory<byte>? body, RequestFaults faults, string? gateway = null)
    {
        if (body is not { } bytes)
        {
            faults.AddTooLarge(
                Message, $"must be at most {maxMessageBytes} bytes long; the body is longer than that can make it.");
            return null;
        }

        using var document = RequestJson.Parse(bytes, Form(gateway), faults);
        return document is null ? null : Read(document.RootElement, faults, gateway);
    }

    /// <summary>Reads a request from JSON that was parsed already.</summary>
    public MessageRequest? Read(JsonElement root, RequestFaults faults, string? addressed = null)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(RequestFaults.Body, $"must be {Form(addressed)}.");
            return null;
        }

        var request = new MessageRequest("", addressed is null ? [] : [addressed]);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in MessageFields.Members(root, names, faults))
            request = With(request, name, value, isAddressed: addressed is not null, faults);

        if (addressed is not null)
            names.Add(Gateway);
        foreach (var required in new[] { Message, Gateway })
        {
            if (!names.Contains(required))
                faults.Add(required, "is missing.");
        }

        if (Encoding.UTF8.GetByteCount(request.Message) > maxMessageBytes)
            faults.AddTooLarge(Message, $"must be at most {maxMessageBytes} bytes long in UTF-8.");

        return faults.HasAny ? null : request;
    }

    private static string Form(string? addressed) => addressed is null
        ? """a JSON object, as in {"message": "Hello", "gateway": "gateway_1"}"""
        : """a JSON object, as in {"message": "Hello"}""";

    // The address of a preview names the gateway, so its body has no gateway. A preview is not delivered, so it has no
    // times and no callbackUrl.
    private static MessageRequest With(
        MessageRequest request, string name, JsonElement value, bool isAddressed, RequestFaults faults) =>
        (name, isAddressed) switch
        {
            // Many serializers write null for a field without a value.
            (Parameters, _) when value.ValueKind == JsonValueKind.Null => request,
            (DeliveryTimes.DeliverAt or DeliveryTimes.ExpiresAt or CallbackUrl.Field, false)
                when value.ValueKind == JsonValueKind.Null => request,
            (Message, _) => request with { Message = MessageFields.Text(value, name, faults) ?? "" },
            (Parameters, _) => request with { Parameters = MessageFields.Parameters(value, name, faults) },
            (Gateway, false) => request with { Gateways = MessageFields.Gateways(value, name, faults) },
            (DeliveryTimes.DeliverAt, false) => request with { DeliverAt = MessageFields.Time(value, name, faults) },
            (DeliveryTimes.ExpiresAt, false) => request with { ExpiresAt = MessageFields.Time(value, name, faults) },
            (CallbackUrl.Field, false) => request with { CallbackUrl = MessageFields.Text(value, name, faults) },
            _ => Unknown(request, name, isAddressed, faults),
        };

    private static MessageRequest Unknown(MessageRequest request, string name, bool isAddressed, RequestFaults faults)
    {
        var known = isAddressed ? "message" : "message, gateway, deliverAt, expiresAt, callbackUrl";
        faults.Add(name, $"is unknown; the fields are {known} and parameters.");
        return request;
    }
}
