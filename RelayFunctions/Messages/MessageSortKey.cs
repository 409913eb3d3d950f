using System.Buffers.Binary;

namespace RelayFunctions.Messages;

/// <summary>
/// A value by which messages sort in the order of acceptance. It is the message's id, except for an id of version 8,
/// whose first 48 bits are replaced by the time of acceptance.
/// </summary>
internal static class MessageSortKey
{
    /// <summary>Returns the sort key of a message.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="acceptedAt">When the message was accepted.</param>
    public static Guid Of(string id, DateTimeOffset acceptedAt)
    {
        var guid = Guid.Parse(id);
        return MessageId.IsDerived(guid) ? WithTime(guid, acceptedAt.ToUnixTimeMilliseconds()) : guid;
    }

    /// <summary>Returns the ids of the messages with these sort keys, in the same order.</summary>
    public static IReadOnlyList<Guid> ToIds(IReadOnlyList<Guid> keys) =>
        keys.Any(MessageId.IsDerived)
            ? [.. keys.Select(key => MessageId.IsDerived(key) ? WithTime(key, MessageId.NoTime) : key)]
            : keys;

    /// <summary>Replaces the first 48 bits.</summary>
    private static Guid WithTime(Guid id, long time)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> shifted = stackalloc byte[8];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(shifted, time << 16);
        shifted[..MessageId.TimeBytes].CopyTo(bytes);
        return new Guid(bytes, bigEndian: true);
    }
}
