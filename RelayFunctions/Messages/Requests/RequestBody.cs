using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace RelayFunctions.Messages.Requests;

/// <summary>A request's body, read up to a bound, regardless of its Content-Length.</summary>
/// <param name="Bytes">
/// The body without a byte order mark; null when it is longer than the bound or can't be read.
/// </param>
/// <param name="Problem">
/// The response to a body that is compressed or breaks HTTP; null for one that could be read.
/// </param>
internal readonly record struct RequestBody(ReadOnlyMemory<byte>? Bytes, IResult? Problem)
{
    /// <summary>
    /// The maximum number of bytes that are allocated for a claimed length before the first byte arrives.
    /// </summary>
    private const int MaxInitialCapacity = 16 * 1024;

    /// <summary>The content codings that are registered (RFC 9110, section 8.4.1, and RFC 7932 and 8878).</summary>
    private static readonly string[] Compressions =
        ["gzip", "x-gzip", "deflate", "compress", "x-compress", "br", "zstd"];

    /// <summary>Whether a body contains only white space.</summary>
    public static bool IsEmpty(ReadOnlyMemory<byte> body) => body.Span.Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>Returns the text without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> text) =>
        text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;

    /// <summary>Reads a body of at most <paramref name="max"/> bytes.</summary>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, int max, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentEncoding.Any(IsCompressed))
            return new RequestBody(Bytes: null, BodyProblem.Compressed(request.HttpContext));

        try
        {
            return new RequestBody(await ReadBytesAsync(request, max, cancellationToken), Problem: null);
        }
        catch (ConnectionResetException)
        {
            // No response reaches the sender. Kestrel would read the rest of the body, and log that it can't.
            request.HttpContext.Abort();
            return new RequestBody(Bytes: null, BodyProblem.Unreadable(StatusCodes.Status499ClientClosedRequest));
        }
        catch (IOException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Only the sender makes a body fail: malformed chunks, trailers that are too large, an early end, less than
            // 240 bytes a second.
            var status = (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            return new RequestBody(Bytes: null, BodyProblem.Unreadable(status));
        }
    }

    // A value that is not a coding, such as utf-8, is a harmless mistake.
    private static bool IsCompressed(string? codings) => codings?.Split(',', StringSplitOptions.TrimEntries)
        .Intersect(Compressions, StringComparer.OrdinalIgnoreCase).Any() == true;

    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(
        HttpRequest request, int max, CancellationToken cancellationToken)
    {
        if (request.ContentLength > max)
            return null;

        // With room for one more byte, the read that finds the end does not grow the buffer.
        var body = new ArrayBufferWriter<byte>(
            (int)Math.Min(request.ContentLength ?? MaxInitialCapacity, MaxInitialCapacity) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(1), cancellationToken);
            if (read == 0)
                return WithoutByteOrderMark(body.WrittenMemory);

            body.Advance(read);
            if (body.WrittenCount > max)
                return null;
        }
    }
}
