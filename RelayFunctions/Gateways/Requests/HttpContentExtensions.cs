namespace RelayFunctions.Gateways.Requests;

internal static class HttpContentExtensions
{
    /// <summary>The bytes of a content that stands in memory.</summary>
    public static byte[] ToBytes(this HttpContent content)
    {
        using var buffer = new MemoryStream();
        content.CopyTo(buffer, context: null, CancellationToken.None);
        return buffer.ToArray();
    }
}
