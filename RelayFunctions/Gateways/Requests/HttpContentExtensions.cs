namespace RelayFunctions.Gateways.Requests;

internal static class HttpContentExtensions
{
    /// <summary>Returns the bytes of a content that is in memory.</summary>
    public static byte[] ToBytes(this HttpContent content)
    {
        using var buffer = new MemoryStream();
        content.CopyTo(buffer, context: null, CancellationToken.None);
        return buffer.ToArray();
    }
}
