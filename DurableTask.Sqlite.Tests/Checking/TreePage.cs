using System.Buffers.Binary;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>
/// A page of a table or an index with a valid header. The format: https://www.sqlite.org/fileformat2.html#b_tree_pages.
/// The content of its cells is ignored, except for the pages that they point to.
/// </summary>
internal readonly struct TreePage
{
    private const int FileHeaderLength = 100;
    private const int MinCell = 4;

    private readonly byte[] _page;
    private readonly int _start;
    private readonly int _usable;

    private TreePage(byte[] page, int start, int usable) => (_page, _start, _usable) = (page, start, usable);

    public bool IsLeaf => Kind is 10 or 13;

    public bool IsTable => Kind is 5 or 13;

    private byte Kind => _page[_start];

    private int Cells => Short(_start + 3);

    private int Pointers => _start + (IsLeaf ? 8 : 12);

    /// <summary>Null if the page is damaged.</summary>
    public static TreePage? TryRead(byte[] page, uint number, int usable)
    {
        var read = new TreePage(page, number == 1 ? FileHeaderLength : 0, usable);
        return read.Kind is 2 or 5 or 10 or 13 && read.IsSound() ? read : null;
    }

    /// <summary>The pages under this one, in order.</summary>
    public IEnumerable<uint> Children()
    {
        for (var cell = 0; cell < Cells; cell++)
            yield return Number(Cell(cell));
        yield return Number(_start + 8);
    }

    /// <summary>The cells of this leaf of a table, each beginning with the length of its payload.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Rows()
    {
        for (var cell = 0; cell < Cells; cell++)
            yield return _page.AsMemory(Cell(cell), _usable - Cell(cell));
    }

    private bool IsSound()
    {
        var content = Short(_start + 5) is 0 ? 65_536 : Short(_start + 5);
        if (Pointers + 2 * Cells > content || content > _usable)
            return false;

        long? last = null;
        for (var cell = 0; cell < Cells; cell++)
        {
            if (Cell(cell) < content || Cell(cell) > _usable - MinCell)
                return false;
            if (Kind != 5)
                continue;
            var key = Varint.Read(_page.AsSpan(Cell(cell) + 4), out _);
            if (key <= last)
                return false;
            last = key;
        }

        return AreFreeBlocksSound(content);
    }

    private bool AreFreeBlocksSound(int content)
    {
        var end = content;
        for (var block = Short(_start + 1); block != 0; block = Short(block))
        {
            if (block < end || block > _usable - MinCell)
                return false;
            end = block + Math.Max(MinCell, Short(block + 2));
            if (end > _usable)
                return false;
        }

        return true;
    }

    private int Cell(int number) => Short(Pointers + 2 * number);

    private uint Number(int at) => BinaryPrimitives.ReadUInt32BigEndian(_page.AsSpan(at));

    private int Short(int at) => BinaryPrimitives.ReadUInt16BigEndian(_page.AsSpan(at));
}
