namespace RelayFunctions.Gateways.Previews;

/// <summary>A request as it would be sent, in readable form, with secrets masked.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The whole address.</param>
/// <param name="Headers">The headers, including those of the body and those that Relay adds.</param>
/// <param name="ContentType">The body's type; null if there is none.</param>
/// <param name="Body">The body, if it is text.</param>
/// <param name="BodyBase64">The body in base64, if it is not text.</param>
/// <param name="Curl">The same request as a command for a POSIX shell.</param>
internal sealed record RequestPreview(
    string Method,
    string Url,
    IReadOnlyDictionary<string, string> Headers,
    string? ContentType,
    string? Body,
    string? BodyBase64,
    string Curl);
