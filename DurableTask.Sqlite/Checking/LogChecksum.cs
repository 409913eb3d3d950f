using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DurableTask.Sqlite.Checking;

/// <summary>The checksum of a log. The checksum of each frame continues that of the frame before it.</summary>
internal struct LogChecksum
{
    private const uint LittleEndian = 0x377f0682;
    private const uint BigEndian = 0x377f0683;

    private readonly bool _isSwapped;
    private uint _first;
    private uint _second;

    /// <summary>
    /// Begins the checksum of the log with this header, in the byte order of the machine that made the log.
    /// </summary>
    public LogChecksum(ReadOnlySpan<byte> header) =>
        _isSwapped =
            BinaryPrimitives.ReadUInt32BigEndian(header) == (BitConverter.IsLittleEndian ? BigEndian : LittleEndian);

    public static bool IsLog(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt32BigEndian(header) is LittleEndian or BigEndian;

    /// <summary>Adds bytes, a multiple of eight.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var (first, second) = (_first, _second);
        var words = MemoryMarshal.Cast<byte, uint>(bytes);
        for (var i = 0; i < words.Length; i += 2)
        {
            first += Word(words[i]) + second;
            second += Word(words[i + 1]) + first;
        }

        (_first, _second) = (first, second);
    }

    public readonly bool Is(ReadOnlySpan<byte> stored) =>
        BinaryPrimitives.ReadUInt32BigEndian(stored) == _first
        && BinaryPrimitives.ReadUInt32BigEndian(stored[4..]) == _second;

    /// <summary>Continues from a frame's own checksum.</summary>
    public void Set(ReadOnlySpan<byte> stored) => (_first, _second) =
        (BinaryPrimitives.ReadUInt32BigEndian(stored), BinaryPrimitives.ReadUInt32BigEndian(stored[4..]));

    private readonly uint Word(uint word) => _isSwapped ? BinaryPrimitives.ReverseEndianness(word) : word;
}
