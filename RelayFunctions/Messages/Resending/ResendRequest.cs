using System.Text.Json;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Messages.Resending;

/// <summary>Which failed messages are sent again. Times of acceptance are inclusive.</summary>
/// <param name="Gateway">The gateway that they failed for.</param>
internal sealed record ResendRequest(string Gateway)
{
    /// <summary>The longest body in bytes.</summary>
    public const int MaxBodyBytes = 16 * 1024;

    private const string Form = """a JSON object, as in {"gateway": "sms"}""";

    public DateTimeOffset? AcceptedFrom { get; init; }

    public DateTimeOffset? AcceptedTo { get; init; }

    /// <summary>Where the request before ended.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether messages are only counted.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Parses a body, or reports its faults.</summary>
    /// <param name="body">The body; null if it is longer than <see cref="MaxBodyBytes"/>.</param>
    /// <param name="faults">Receives the faults.</param>
    public static ResendRequest? Parse(ReadOnlyMemory<byte>? body, RequestFaults faults)
    {
        if (body is not { } bytes)
        {
            faults.AddTooLarge(RequestFaults.Body, $"must be at most {MaxBodyBytes} bytes long.");
            return null;
        }

        using var document = RequestJson.Parse(bytes, Form, faults);
        return document is null ? null : Read(document.RootElement, faults);
    }

    private static ResendRequest? Read(JsonElement root, RequestFaults faults)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(RequestFaults.Body, $"must be {Form}.");
            return null;
        }

        var request = new ResendRequest("");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in MessageFields.Members(root, names, faults))
            request = request.With(name, value, faults);

        if (!names.Contains("gateway"))
            faults.Add("gateway", "is missing.");
        else if (!GatewayName.IsValid(request.Gateway) && request.Gateway != CallbackGateway.Name)
            faults.Add("gateway", "is not a gateway name.");
        if (request.AcceptedFrom > request.AcceptedTo)
            faults.Add("acceptedFrom", MessageQuery.ReversedFault);
        return faults.HasAny ? null : request;
    }

    private ResendRequest With(string name, JsonElement value, RequestFaults faults)
    {
        switch (name)
        {
            case "acceptedFrom" or "acceptedTo" or "cursor" or "dryRun" when value.ValueKind == JsonValueKind.Null:
                return this;
            case "gateway":
                return this with { Gateway = MessageFields.Text(value, name, faults) ?? "" };
            case "acceptedFrom":
                return this with { AcceptedFrom = MessageFields.Time(value, name, faults) };
            case "acceptedTo":
                return this with { AcceptedTo = MessageFields.Time(value, name, faults) };
            case "cursor":
                return this with { Cursor = MessageFields.Text(value, name, faults) };
            case "dryRun" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return this with { IsDryRun = value.GetBoolean() };
            case "dryRun":
                faults.Add(name, "must be true or false.");
                return this;
            default:
                faults.Add(name, "is unknown; the fields are gateway, acceptedFrom, acceptedTo, cursor and dryRun.");
                return this;
        }
    }
}
