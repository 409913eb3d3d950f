using System.IO.Compression;
using System.Text;
using RelayFunctions.Gateways.Responses;

namespace RelayFunctions.Gateways.Transport;

/// <summary>Reads the body of a response and decodes it, even if the request did not accept its encoding.</summary>
internal static class ResponseBody
{
    /// <summary>The maximum number of bytes that are read, on the wire and after each decoding.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The maximum number of encodings, one over another.</summary>
    private const int MaxEncodings = 5;

    /// <summary>The encodings whose data begins with a mark. Other data only has the name of one.</summary>
    private static readonly HashSet<string> Marked =
        new(StringComparer.OrdinalIgnoreCase) { "gzip", "x-gzip", "zstd", "compress", "x-compress" };

    private const string TooLong = "the response is longer than 1 MiB";

    /// <exception cref="HttpRequestException">The response ended early.</exception>
    /// <exception cref="IOException">The same.</exception>
    public static async Task<ResponseText> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var fault = await ReadAsync(stream, kept, cancellationToken) ? null : TooLong;
        var bytes = kept.ToArray();
        string? suspicion = null;
        var encodings = content.Headers.ContentEncoding.Reverse().ToArray();
        if (encodings.Length > MaxEncodings)
            return new ResponseText(default, $"the response is encoded more than {MaxEncodings} times");

        foreach (var encoding in encodings)
        {
            using var encoded = new MemoryStream(bytes);
            await using var decoder = Decoder(encoding, encoded);
            if (decoder is null)
            {
                fault ??= IsUndecoded(encoding, bytes)
                    ? $"the response is encoded with {encoding.ToLowerInvariant()}, which Relay does not decode"
                    : null;
                suspicion ??= Marked.Contains(encoding) ? CantDecode(encoding) : null;
                continue;
            }

            (bytes, var decodingFault) = await DecodeAsync(decoder, encoding, cancellationToken);
            fault ??= decodingFault;
        }

        return new ResponseText(ToUtf8(bytes, content.Headers.ContentType?.CharSet), fault, suspicion);
    }

    // Data that ends early may still contain all of the text: some servers do not write the end of the encoding.
    private static async Task<(byte[] Bytes, string? Fault)> DecodeAsync(
        Stream decoder, string encoding, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        try
        {
            var isWhole = await ReadAsync(decoder, kept, cancellationToken);
            return (kept.ToArray(), isWhole ? null : TooLong);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return (kept.ToArray(), CantDecode(encoding));
        }
    }

    private static string CantDecode(string encoding) =>
        $"the response can't be decoded as {encoding.ToLowerInvariant()}";

    /// <returns>Whether the stream ended within the bound.</returns>
    private static async Task<bool> ReadAsync(Stream stream, MemoryStream kept, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            var room = MaxBytes - (int)kept.Length;
            kept.Write(buffer, 0, Math.Min(read, room));
            if (read > room)
                return false;
        }

        return true;
    }

    // RFC 9110, section 8.4.1. Some name a charset there, or leave the name of an encoding that a proxy has undone.
    private static Stream? Decoder(string encoding, MemoryStream encoded) => encoding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" when encoded.ToArray() is [0x1F, 0x8B, ..] => new GZipStream(
            encoded, CompressionMode.Decompress),
        "br" => new BrotliStream(encoded, CompressionMode.Decompress),
        // Some servers send the data without the zlib frame that "deflate" requires.
        "deflate" => HasZlibFrame(encoded)
            ? new ZLibStream(encoded, CompressionMode.Decompress)
            : new DeflateStream(encoded, CompressionMode.Decompress),
        _ => null,
    };

    // RFC 8878, section 3.1.1, and the header of compress. Other data only has the name of an encoding.
    private static bool IsUndecoded(string encoding, byte[] bytes) => encoding.ToLowerInvariant() switch
    {
        "zstd" => bytes is [0x28, 0xB5, 0x2F, 0xFD, ..],
        "compress" or "x-compress" => bytes is [0x1F, 0x9D, ..],
        _ => false,
    };

    // RFC 1950, section 2.2.
    private static bool HasZlibFrame(MemoryStream encoded) =>
        encoded.ToArray() is [var method, var flags, ..] && (method & 0x0F) == 8 && ((method << 8) | flags) % 31 == 0;

    // A byte order mark has precedence over the header, and the header over JSON's default encoding.
    private static ReadOnlyMemory<byte> ToUtf8(byte[] bytes, string? charset)
    {
        Encoding[] marked = [Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode];
        if (marked.FirstOrDefault(encoding => bytes.AsSpan().StartsWith(encoding.Preamble)) is { } known)
            return Encoding.Convert(known, Encoding.UTF8, bytes[known.Preamble.Length..]);

        return TextEncodings.Find(charset?.Trim('"')) is { } named
            ? Encoding.Convert(named, Encoding.UTF8, bytes)
            : bytes;
    }
}
