namespace RelayFunctions.Delivery;

/// <summary>One attempt to send a message, as history, status and callers see it.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="StartedAt">When the request began.</param>
/// <param name="EndedAt">When the response was read or the attempt given up.</param>
/// <param name="StatusCode">The HTTP status of the gateway's response; null for no response.</param>
/// <param name="Error">
/// Why the attempt failed, in Relay's own words and, after a colon, the gateway's reason; null if the gateway took the
/// message.
/// </param>
public sealed record Attempt(
    int Number,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    int? StatusCode = null,
    string? Error = null)
{
    /// <summary>The gateway of the attempt if the message has several; null if it has one.</summary>
    public string? Gateway { get; init; }

    /// <summary>The error of an attempt that Relay itself could not carry out.</summary>
    public const string Interrupted = "the attempt was interrupted inside Relay";
}
