namespace Shop.Sample;

/// <summary>The body of <c>POST /send_message</c>: docs/api.md has all fields.</summary>
/// <param name="Message">The text.</param>
/// <param name="Gateway">The gateway's name in Relay.</param>
internal sealed record OutgoingMessage(string Message, string Gateway)
{
    /// <summary>The gateway's parameters, such as the recipient.</summary>
    public Dictionary<string, string>? Parameters { get; init; }

    /// <summary>Where Relay posts the end of the message.</summary>
    public string? CallbackUrl { get; init; }
}
