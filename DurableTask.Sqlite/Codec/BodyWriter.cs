using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace DurableTask.Sqlite.Codec;

/// <summary>Writes the primitives of a body: small numbers in few bytes, text as UTF-8 with its length.</summary>
internal sealed class BodyWriter
{
    private const int MaxCachedBytes = 64 * 1024;

    [ThreadStatic]
    private static BodyWriter? _free;

    private byte[] _bytes = new byte[1024];
    private int _length;
    private long _lastTime;

    /// <summary>Takes this thread's writer; <see cref="Finish"/> returns it.</summary>
    public static BodyWriter Start()
    {
        var writer = _free ?? new BodyWriter();
        _free = null;
        (writer._length, writer._lastTime) = (0, 0);
        writer.Byte(BodyFormat.Version);
        return writer;
    }

    public byte[] Finish()
    {
        var body = _bytes.AsSpan(0, _length).ToArray();
        if (_bytes.Length <= MaxCachedBytes)
            _free = this;
        return body;
    }

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Number(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Fixed(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    /// <summary>
    /// Writes the difference from the previous time of the body. The kind is in the two bits above the ticks, which need
    /// 62. The first time has no previous one and fits best into eight bytes.
    /// </summary>
    public void Time(DateTime value)
    {
        var time = value.Ticks | ((long)value.Kind << 62);
        if (_lastTime == 0)
            Fixed(time);
        else
            Number(unchecked(time - _lastTime));
        _lastTime = time;
    }

    /// <summary>
    /// A length of 0 is null; otherwise the length in bytes, doubled, plus 1 for UTF-8 or 2 for text that UTF-8 can't
    /// encode (a lone surrogate), which is kept as UTF-16.
    /// </summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        var start = _length;
        Unsigned(((ulong)length << 1) + 1);
        var status = Utf8.FromUtf16(value, Reserve(length), out _, out _, replaceInvalidSequences: false);
        if (status == OperationStatus.Done)
            return;

        _length = start;
        var utf16 = MemoryMarshal.AsBytes(value.AsSpan());
        Unsigned(((ulong)utf16.Length << 1) + 2);
        utf16.CopyTo(Reserve(utf16.Length));
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        var span = _bytes.AsSpan(_length, count);
        _length += count;
        return span;
    }
}
