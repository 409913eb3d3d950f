using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RelayFunctions.Messages;

/// <summary>
/// Creates message ids: UUIDs of version 7, whose order in time keeps a store's index small in memory. The ids of one
/// process are in the order of creation, as long as its clock is not set back: a fraction of the millisecond and a
/// counter follow the timestamp (RFC 9562, section 6.2).
/// </summary>
internal static class MessageId
{
    /// <summary>The number of bytes of an id of version 7 that are its time.</summary>
    public const int TimeBytes = 6;

    /// <summary>What a derived id has in place of a time: all bits are ones.</summary>
    public const long NoTime = -1;

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
        BinaryPrimitives.WriteUInt32BigEndian(
            bytes[8..], 0x80000000 | ((uint)Interlocked.Increment(ref _count) & 0x3fffffff));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>
    /// Returns the id that is derived from a text: always the same, of version 8, without a time. Its first 48 bits are
    /// ones.
    /// </summary>
    public static string Derive(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        var bytes = hash[..16];
        bytes[..TimeBytes].Fill(0xff);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Returns the id of the notification of a message's end, which is always the same.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="acceptedAt">When the message was accepted.</param>
    public static string OfNotification(string id, DateTimeOffset acceptedAt) =>
        Derive($"notification of {Unique(id, acceptedAt)}");

    /// <summary>Returns the id of the copy of a message, which is always the same.</summary>
    /// <param name="id">The id of the original.</param>
    /// <param name="acceptedAt">When the original was accepted.</param>
    public static string OfResend(string id, DateTimeOffset acceptedAt) =>
        Derive($"resend of {Unique(id, acceptedAt)}");

    /// <summary>
    /// Returns the id that versions before 2026-11-29 gave to the copy of a message with an idempotency key; null if
    /// the original has no key. The copy's id is then <see cref="OfResend"/>.
    /// </summary>
    public static string? OfEarlierResend(string id) =>
        Guid.TryParse(id, out var guid) && IsDerived(guid) ? Derive($"resend of {id}") : null;

    /// <summary>Whether a message can have this id. Other ids need no look-up in the store.</summary>
    public static bool IsValid(string id) =>
        Guid.TryParseExact(id, "D", out var guid) && string.Equals(guid.ToString(), id, StringComparison.Ordinal);

    /// <summary>Whether an id was derived from a text, and so contains no time.</summary>
    public static bool IsDerived(Guid id) => id.Version == 8;

    // The id of an idempotency key is used again with the key, once the previous message was deleted.
    private static string Unique(string id, DateTimeOffset acceptedAt) =>
        Guid.TryParse(id, out var guid) && IsDerived(guid)
            ? string.Create(CultureInfo.InvariantCulture, $"{id} of {acceptedAt.UtcTicks}")
            : id;
}
