namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>SQLite's integers of one to nine bytes.</summary>
internal static class Varint
{
    private const int Longest = 9;

    /// <param name="bytes">The bytes from its beginning on; zeros follow the end.</param>
    /// <param name="length">How many bytes it takes.</param>
    public static long Read(ReadOnlySpan<byte> bytes, out int length)
    {
        ulong value = 0;
        for (var i = 0; i < Longest - 1; i++)
        {
            var next = i < bytes.Length ? bytes[i] : 0u;
            value = (value << 7) | (next & 0x7f);
            if (next < 0x80)
            {
                length = i + 1;
                return (long)value;
            }
        }

        length = Longest;
        return (long)((value << 8) | (bytes.Length >= Longest ? bytes[Longest - 1] : 0u));
    }
}
