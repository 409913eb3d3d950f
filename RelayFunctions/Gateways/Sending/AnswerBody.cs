namespace RelayFunctions.Gateways.Sending;

/// <summary>The body of an answer.</summary>
internal static class AnswerBody
{
    /// <summary>It is read to here, in bytes; what follows is left.</summary>
    private const int Longest = 64 * 1024;

    /// <summary>Reads it, since reading to the end lets the connection serve the next request.</summary>
    /// <param name="content">The answer's.</param>
    /// <param name="keep">Whether anybody wants it; else nothing comes back.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, bool keep, CancellationToken cancellation)
    {
        using var kept = keep ? new MemoryStream() : null;
        var buffer = new byte[4096];
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var left = Longest;
        while (left > 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left)), cancellation);
            if (read == 0)
                break;

            kept?.Write(buffer, 0, read);
            left -= read;
        }

        return kept?.ToArray() ?? ReadOnlyMemory<byte>.Empty;
    }
}
