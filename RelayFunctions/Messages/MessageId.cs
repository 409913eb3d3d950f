using System.Buffers.Binary;

namespace RelayFunctions.Messages;

/// <summary>
/// Ids of messages are UUIDs of version 7, which keep a store's index warm. Those of one process are in the order in
/// which it made them, as long as its clock is not set back: behind the milliseconds stand their fraction and a counter
/// (RFC 9562, section 6.2).
/// </summary>
internal static class MessageId
{
    private static int _count;

    /// <summary>A new id.</summary>
    /// <param name="now">When the message is accepted.</param>
    public static string Create(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var fraction = now.Ticks % TimeSpan.TicksPerMillisecond * 0x1000 / TimeSpan.TicksPerMillisecond;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | fraction));
        // The variant's two bits, thirty of the counter, and 32 random ones.
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], 0x80000000 | ((uint)Interlocked.Increment(ref _count) & 0x3fffffff));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Whether a message can have this id. Nothing else is worth asking a store for.</summary>
    public static bool IsValid(string id) =>
        Guid.TryParseExact(id, "D", out var guid) && string.Equals(guid.ToString(), id, StringComparison.Ordinal);
}
