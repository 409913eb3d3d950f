namespace RelayFunctions.Gateways.Requests;

/// <summary>A body with its type.</summary>
/// <param name="ContentType">The value of <c>Content-Type</c>.</param>
/// <param name="Bytes">The body.</param>
internal sealed record RequestContent(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>What the body's text is written in.</summary>
    public TextCharset Charset { get; init; } = TextCharset.Utf8;
}
