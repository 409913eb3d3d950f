namespace RelayFunctions.Gateways.Previews;

/// <summary>A request for people to look at: what would be sent, with a mask where a secret stands.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The whole address.</param>
/// <param name="Headers">The headers, those that Relay adds and that of the body among them.</param>
/// <param name="ContentType">The body's type; null where there is none.</param>
/// <param name="Body">The body, where it is text.</param>
/// <param name="BodyBase64">The body, where it is not.</param>
/// <param name="Curl">The same request as a command for a POSIX shell.</param>
internal sealed record RequestPreview(
    string Method,
    string Url,
    IReadOnlyDictionary<string, string> Headers,
    string? ContentType,
    string? Body,
    string? BodyBase64,
    string Curl);
