using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace RelayFunctions.Messages;

/// <summary>Makes a request of a body, or says of each field what is wrong with it.</summary>
/// <param name="maxMessageBytes">The longest message in bytes of UTF-8.</param>
internal sealed class MessageRequestParser(int maxMessageBytes)
{
    private const string Message = "message";
    private const string Gateway = "gateway";
    private const string Parameters = "parameters";

    /// <summary>
    /// The longest body worth reading: JSON may write a character of one byte in six, and the rest of the request needs
    /// some room.
    /// </summary>
    public int MaxBodyBytes => checked((6 * maxMessageBytes) + (64 * 1024));

    /// <param name="body">The body, or null if it is longer than <see cref="MaxBodyBytes"/>.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="gateway">The gateway's name where the address gives it; null where the body has to.</param>
    /// <returns>The request, or null where something is wrong.</returns>
    public MessageRequest? Parse(ReadOnlyMemory<byte>? body, RequestFaults faults, string? gateway = null)
    {
        if (body is not { } bytes)
        {
            faults.AddTooLarge(
                Message, $"must be at most {maxMessageBytes} bytes long; the body is longer than that can make it.");
            return null;
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            faults.Add(RequestFaults.Body, "must be UTF-8.");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(WithoutMark(bytes));
            return Read(document.RootElement, faults, gateway);
        }
        catch (JsonException exception)
        {
            faults.Add(
                RequestFaults.Body,
                $"must be JSON; it is not at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
            return null;
        }
    }

    private MessageRequest? Read(JsonElement root, RequestFaults faults, string? addressed)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(
                RequestFaults.Body,
                """must be a JSON object, as in {"message": "Hello", "gateway": "gateway_1"}.""");
            return null;
        }

        string? message = null;
        var gateway = addressed;
        Dictionary<string, JsonElement>? parameters = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            var name = NameOf(property);
            if (!names.Add(name))
                faults.Add(name, "stands twice.");
            else if (name == Message)
                message = Text(property.Value, name, faults);
            else if (name == Gateway && addressed is null)
                gateway = Text(property.Value, name, faults);
            else if (name == Parameters)
                parameters = Members(property.Value, faults);
            else
                faults.Add(name, $"is unknown; the fields are {(addressed is null ? "message, gateway" : "message")} and parameters.");
        }

        if (addressed is not null)
            names.Add(Gateway);
        foreach (var required in new[] { Message, Gateway })
        {
            if (!names.Contains(required))
                faults.Add(required, "is missing.");
        }

        if (message is not null && Encoding.UTF8.GetByteCount(message) > maxMessageBytes)
            faults.AddTooLarge(Message, $"must be at most {maxMessageBytes} bytes long in UTF-8.");

        return faults.Any ? null : new MessageRequest(message!, gateway!, parameters);
    }

    private static Dictionary<string, JsonElement>? Members(JsonElement value, RequestFaults faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(Parameters, "must be an object.");
            return null;
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            var name = NameOf(property);
            // What the gateway takes is looked at later; the document is gone by then.
            if (!members.TryAdd(name, property.Value.Clone()))
                faults.Add($"{Parameters}.{name}", "stands twice.");
        }

        return members.Count == 0 ? null : members;
    }

    private static string? Text(JsonElement value, string field, RequestFaults faults)
    {
        var fault = JsonText.FaultOf(value) ?? (value.ValueEquals("") ? "must not be empty." : null);
        if (fault is null)
            return value.GetString();

        faults.Add(field, fault);
        return null;
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no name that is known.
            return "\uFFFD";
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
}
