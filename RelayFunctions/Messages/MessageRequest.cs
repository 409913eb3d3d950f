using System.Text.Json;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;

namespace RelayFunctions.Messages;

/// <summary>What a caller asks to send.</summary>
/// <param name="Message">The text.</param>
/// <param name="Gateways">The names of the gateways in the order in which they are tried; one at least.</param>
/// <param name="Parameters">What the gateways' formats want to know beside the message; null for nothing.</param>
internal sealed record MessageRequest(
    string Message, IReadOnlyList<string> Gateways, IReadOnlyDictionary<string, JsonElement>? Parameters = null)
{
    /// <summary>The gateway that is tried first.</summary>
    public string Gateway => Gateways[0];

    /// <summary>Before this time nothing is sent; null for at once.</summary>
    public DateTimeOffset? DeliverAt { get; init; }

    /// <summary>After this time nothing is sent; null for no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Where the message's end is told; null for nowhere.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The request that a message was made of, but for its times.</summary>
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
