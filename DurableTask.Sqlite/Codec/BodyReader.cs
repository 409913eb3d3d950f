using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace DurableTask.Sqlite.Codec;

/// <summary>Reads what <see cref="BodyWriter"/> wrote.</summary>
internal ref struct BodyReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly byte _version;
    private int _position;
    private long _lastTime;

    /// <exception cref="InvalidDataException">The body is of a version that this one doesn't know.</exception>
    public BodyReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _version = Byte();
        if (_version is < BodyFormat.MinVersion or > BodyFormat.Version)
        {
            throw new InvalidDataException(
                $"A stored body has format {_version}; this version of DurableTask.Sqlite reads formats " +
                $"{BodyFormat.MinVersion} to {BodyFormat.Version}.");
        }
    }

    public readonly bool IsAtEnd => _position == _bytes.Length;

    public byte Byte() => Take(1)[0];

    public bool TryByte(byte value)
    {
        if (IsAtEnd || _bytes[_position] != value)
            return false;
        _position++;
        return true;
    }

    public bool Flag() => Byte() != 0;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw Damaged();
    }

    public long Number()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int() => checked((int)Number());

    public long Fixed() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public DateTime Time()
    {
        var isWhole = _version == BodyFormat.MinVersion || _lastTime == 0;
        _lastTime = isWhole ? Fixed() : unchecked(_lastTime + Number());
        return new DateTime(_lastTime & 0x3FFF_FFFF_FFFF_FFFF, (DateTimeKind)((ulong)_lastTime >> 62));
    }

    public string? Text()
    {
        var length = Unsigned();
        if (length == 0)
            return null;

        var bytes = Take(checked((int)((length - 1) >> 1)));
        return (length & 1) == 1
            ? Encoding.UTF8.GetString(bytes)
            : new string(MemoryMarshal.Cast<byte, char>(bytes));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
            throw Damaged();
        var taken = _bytes.Slice(_position, count);
        _position += count;
        return taken;
    }

    private static InvalidDataException Damaged() => new("A stored body ends too early: the store is damaged.");
}
