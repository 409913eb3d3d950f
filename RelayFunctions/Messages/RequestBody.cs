using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace RelayFunctions.Messages;

/// <summary>Reads a body up to a bound, whatever length it claims.</summary>
internal static class RequestBody
{
    /// <summary>What a claim of a length is worth before a byte has come.</summary>
    private const int LargestStart = 16 * 1024;

    /// <summary>The body, or null when it is longer than <paramref name="most"/> bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request, int most, CancellationToken cancellation)
    {
        if (request.ContentLength > most)
            return null;

        // With room for one byte more, the read that finds the end does not grow the buffer.
        var body = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? LargestStart, LargestStart) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(1), cancellation);
            if (read == 0)
                return body.WrittenMemory;

            body.Advance(read);
            if (body.WrittenCount > most)
                return null;
        }
    }
}
