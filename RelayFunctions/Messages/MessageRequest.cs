using System.Text.Json;
using RelayFunctions.Gateways.Sending;

namespace RelayFunctions.Messages;

/// <summary>What a caller asks to send.</summary>
/// <param name="Message">The text.</param>
/// <param name="Gateway">The name of the gateway.</param>
/// <param name="Parameters">What the gateway's format wants to know beside the message; null for nothing.</param>
internal sealed record MessageRequest(
    string Message, string Gateway, IReadOnlyDictionary<string, JsonElement>? Parameters = null)
{
    /// <summary>The message as its first attempt has it.</summary>
    public OutgoingMessage ToFirstAttempt(string id, DateTimeOffset acceptedAt) => new(id, Message, Attempt: 1)
    {
        AcceptedAt = acceptedAt,
        Parameters = Parameters,
    };
}
