namespace DurableTask.Sqlite.Codec;

/// <summary>The format of stored bodies. The first byte of each is its version.</summary>
internal static class BodyFormat
{
    /// <summary>What this version writes: a time is stored as the difference from the one before it.</summary>
    public const byte Version = 2;

    /// <summary>The oldest format that this version reads: it stores each time in full.</summary>
    public const byte MinVersion = 1;

    /// <summary>Reads a value after the version.</summary>
    public delegate T BodyRead<out T, in TArgument>(ref BodyReader reader, TArgument argument);

    /// <summary>Decodes a body. Each failure to decode a damaged body becomes the same kind of error.</summary>
    /// <exception cref="InvalidDataException">The body is damaged, or of another version.</exception>
    public static T Decode<T, TArgument>(ReadOnlySpan<byte> body, TArgument argument, BodyRead<T, TArgument> read)
    {
        try
        {
            var reader = new BodyReader(body);
            return read(ref reader, argument);
        }
        catch (Exception exception) when (exception is not (InvalidDataException or OutOfMemoryException))
        {
            throw new InvalidDataException("A stored body can't be read: the store is damaged.", exception);
        }
    }
}
