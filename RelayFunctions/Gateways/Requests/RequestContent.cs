namespace RelayFunctions.Gateways.Requests;

/// <summary>A body with its type.</summary>
/// <param name="ContentType">The value of <c>Content-Type</c>.</param>
/// <param name="Bytes">The body.</param>
internal sealed record RequestContent(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The encoding of the body's text.</summary>
    public TextCharset Charset { get; init; } = TextCharset.Utf8;
}
