using DurableTask.Core;

namespace DurableTask.Sqlite.Codec;

/// <summary>Writes and reads the failure of an instance as a separate body.</summary>
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

    /// <inheritdoc cref="BodyFormat.Decode"/>
    public static FailureDetails? Decode(ReadOnlySpan<byte> body) =>
        BodyFormat.Decode(body, 0, static (ref reader, _) => FailureCodec.Read(ref reader));
}
