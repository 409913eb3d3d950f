using DurableTask.Core;

namespace DurableTask.Sqlite.Codec;

/// <summary>An instance's failure as a body of its own.</summary>
internal static class FailureBody
{
    public static byte[]? Encode(FailureDetails? failure)
    {
        if (failure is null)
            return null;

        var writer = BodyWriter.Start();
        FailureCodec.Write(writer, failure);
        return writer.Finish();
    }

    public static FailureDetails? Decode(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new BodyReader(body);
            return FailureCodec.Read(ref reader);
        }
        catch (Exception exception) when (exception is not (InvalidDataException or OutOfMemoryException))
        {
            throw BodyFormat.Damaged(exception);
        }
    }
}
