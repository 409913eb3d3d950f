using System.Text;

namespace DurableTask.Sqlite.Checking;

/// <summary>
/// A row of sqlite_schema, as far as it says where a table or an index begins: type, name, table and root page are its
/// first columns. The format: https://www.sqlite.org/fileformat2.html#record_format.
/// </summary>
internal static class SchemaRow
{
    private const int Columns = 4;

    /// <param name="cell">The row from the length of its payload on.</param>
    /// <param name="name">The table or index.</param>
    /// <param name="root">Its root page; 0: it has none.</param>
    /// <returns>False where the row is damaged.</returns>
    public static bool TryRead(ReadOnlySpan<byte> cell, out string name, out uint root)
    {
        (name, root) = ("", 0);
        var record = Skip(Skip(cell));
        var header = Varint.Read(record, out var at);
        if (header < at || header > record.Length)
            return false;

        var value = (int)header;
        for (var column = 0; column < Columns; column++)
        {
            var type = Varint.Read(record[at..], out var length);
            at += length;
            var size = SizeOf(type);
            if (at > header || size > record.Length - value)
                return false;
            var bytes = record.Slice(value, (int)size);
            if (column == 1)
                name = Encoding.UTF8.GetString(bytes);
            else if (column == Columns - 1 && !TryReadRoot(type, bytes, out root))
                return false;
            value += (int)size;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes)
    {
        Varint.Read(bytes, out var length);
        return bytes[Math.Min(length, bytes.Length)..];
    }

    private static long SizeOf(long type) => type switch
    {
        >= 12 => (type - 12) / 2,
        >= 1 and <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        _ => 0,
    };

    // An integer of up to eight bytes, or one of the two that take none; null of what has no pages, as a trigger.
    private static bool TryReadRoot(long type, ReadOnlySpan<byte> bytes, out uint root)
    {
        ulong number = type == 9 ? 1u : 0u;
        foreach (var next in bytes)
            number = (number << 8) | next;
        root = (uint)number;
        return type is >= 0 and <= 9 and not 7 && number <= int.MaxValue;
    }
}
