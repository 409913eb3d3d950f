using System.Collections;
using System.Globalization;

namespace DurableTask.Sqlite.Checking;

/// <summary>
/// The tables and indexes of a store from their roots down to the pages above the leaves, and the list of free pages.
/// Each page has one place; of the leaves, which are most of a store, only that is looked at.
/// </summary>
internal sealed class StoreTrees(StorePages pages)
{
    private readonly BitArray _placed = new(checked((int)pages.Count) + 1);

    /// <exception cref="InvalidDataException">A page is damaged.</exception>
    public void Check()
    {
        foreach (var leaf in Leaves("sqlite_schema", 1))
        {
            foreach (var row in Read("sqlite_schema", leaf).Rows())
            {
                if (!SchemaRow.TryRead(row.Span, out var name, out var root))
                    throw Damaged("sqlite_schema", leaf);
                if (root != 0)
                    Leaves(name, root);
            }
        }

        CheckFreePages();
    }

    private List<uint> Leaves(string tree, uint root)
    {
        Place(tree, root, root);
        List<uint> level = [root];
        var isTable = Read(tree, root).IsTable;
        while (true)
        {
            var first = Read(tree, level[0]);
            if (first.IsTable != isTable)
                throw Damaged(tree, level[0]);
            // All leaves are at the same depth.
            if (first.IsLeaf)
                return level;

            var below = new List<uint>();
            foreach (var page in level)
            {
                var node = Read(tree, page);
                if (node.IsLeaf || node.IsTable != isTable)
                    throw Damaged(tree, page);
                foreach (var child in node.Children())
                {
                    Place(tree, child, page);
                    below.Add(child);
                }
            }

            level = below;
        }
    }

    // A trunk has the next trunk's number, how many free pages it names, and their numbers.
    private void CheckFreePages()
    {
        const string Name = "the free pages";
        var left = (long)pages.FreeCount;
        for (var trunk = pages.FirstTrunk; trunk != 0;)
        {
            Place(Name, trunk, trunk);
            var bytes = pages.Read(trunk);
            var count = StorePages.Number(bytes, 4);
            left -= count + 1;
            if (left < 0 || count > pages.Usable / 4 - 2)
                throw Damaged(Name, trunk);
            for (var i = 0; i < count; i++)
                Place(Name, StorePages.Number(bytes, 8 + 4 * i), trunk);
            trunk = StorePages.Number(bytes, 0);
        }

        if (left != 0)
            throw new InvalidDataException("its header counts other free pages than there are");
    }

    private TreePage Read(string tree, uint page) =>
        TreePage.TryRead(pages.Read(page), page, pages.Usable) ?? throw Damaged(tree, page);

    private void Place(string tree, uint page, uint under)
    {
        if (!pages.Has(page) || _placed[(int)page])
            throw Damaged(tree, under);
        _placed[(int)page] = true;
    }

    private static InvalidDataException Damaged(string tree, uint page) =>
        new(string.Create(CultureInfo.InvariantCulture, $"page {page}, of {tree}"));
}
