using System.Text.Json;
using RelayFunctions.Delivery;

namespace RelayFunctions.Messages.Requests;

/// <summary>A message as its caller asks for it.</summary>
/// <param name="Message">The text.</param>
/// <param name="Gateways">The names of the gateways in the order in which they are tried; at least one.</param>
/// <param name="Parameters">The parameters of the gateways' formats; null for none.</param>
internal sealed record MessageRequest(
    string Message, IReadOnlyList<string> Gateways, IReadOnlyDictionary<string, JsonElement>? Parameters = null)
{
    /// <summary>The gateway that is tried first.</summary>
    public string Gateway => Gateways[0];

    /// <summary>Before this time nothing is sent; null for immediately.</summary>
    public DateTimeOffset? DeliverAt { get; init; }

    /// <summary>After this time nothing is sent; null for no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The address for the notification of the message's end; null for none.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Returns the request that a message was made from, without its times.</summary>
    public static MessageRequest Of(MessageDelivery delivery) => new(
        delivery.Message,
        delivery.Chain?.Select(link => link.Gateway).ToArray() ?? [delivery.Gateway],
        delivery.Parameters)
    {
        CallbackUrl = delivery.CallbackUrl,
    };

    /// <summary>The message as its first attempt has it.</summary>
    public AttemptRequest ToFirstAttempt(string id, DateTimeOffset acceptedAt) => new(id, Message, Gateway, Number: 1)
    {
        AcceptedAt = acceptedAt,
        Parameters = Parameters,
    };
}
