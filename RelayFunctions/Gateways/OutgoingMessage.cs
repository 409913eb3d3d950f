using System.Text.Json;

namespace RelayFunctions.Gateways;

/// <summary>One attempt's message as the sender needs it.</summary>
/// <param name="Id">The message's id, the same at each attempt.</param>
/// <param name="Text">The message.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
public sealed record OutgoingMessage(string Id, string Text, int Attempt)
{
    internal static readonly IReadOnlyDictionary<string, JsonElement> NoParameters = new Dictionary<string, JsonElement>();

    /// <summary>When the message was accepted.</summary>
    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>What the request carried beside it; null for nothing.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>The attempt's <c>traceparent</c> (W3C Trace Context); null where its trace is not sampled.</summary>
    public string? TraceParent { get; init; }
}
