using System.Buffers.Binary;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>What may have become of a page above the leaves.</summary>
internal static class PageDamage
{
    public delegate void Damage(Span<byte> page);

    public static IReadOnlyDictionary<string, Damage> All { get; } = new Dictionary<string, Damage>
    {
        ["zeros"] = page => page.Clear(),
        ["other bytes"] = page => page.Fill(0x55),
        ["half of it"] = page => page[..(page.Length / 2)].Clear(),
        ["its kind"] = page => page[0] ^= 7,
        ["kind of a leaf"] = page => page[0] += 8,
        ["more cells"] = page => page[3] ^= 0x80,
        ["where its content begins"] = page => page[5] ^= 0x80,
        ["where a cell is"] = page => page[12] ^= 0x80,
        ["its last child"] = page => page[8] ^= 1,
        ["no last child"] = page => page.Slice(8, 4).Clear(),
        ["a child of its own twice"] = page => Short(page, 12, Short(page, 14)),
        ["another page's child"] = page => BinaryPrimitives.WriteUInt32BigEndian(page[8..], 1),
        ["a free block"] = page => page[1] ^= 0xf0,
    };

    private static ushort Short(Span<byte> page, int at) => BinaryPrimitives.ReadUInt16BigEndian(page[at..]);

    private static void Short(Span<byte> page, int at, ushort value) =>
        BinaryPrimitives.WriteUInt16BigEndian(page[at..], value);
}
