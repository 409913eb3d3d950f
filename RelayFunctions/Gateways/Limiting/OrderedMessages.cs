using System.Diagnostics.CodeAnalysis;

namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// A queue of values by message id, in the order of acceptance, which is the order of the ids. It is a sorted list in
/// pages: even with 100,000 messages, counting the messages before one is as cheap as adding or removing one.
/// </summary>
internal sealed class OrderedMessages<T>
{
    private const int MaxPage = 512;

    private static readonly Comparer<(Guid Id, T? Value)> ById =
        Comparer<(Guid Id, T? Value)>.Create((one, other) => one.Id.CompareTo(other.Id));

    // No page is empty.
    private readonly List<List<(Guid Id, T? Value)>> _pages = [];

    public int Count { get; private set; }

    /// <summary>A copy of all values, in order.</summary>
    public IReadOnlyList<(Guid Id, T? Value)> All => [.. _pages.SelectMany(page => page)];

    /// <summary>Returns how many messages were accepted before the message.</summary>
    public int CountBefore(Guid id)
    {
        if (Count == 0 || _pages[^1][^1].Id < id)
            return Count;

        var (page, index) = Find(id);
        return _pages.Take(page).Sum(before => before.Count) + (index < 0 ? ~index : index);
    }

    /// <summary>Adds a message, unless it is there already.</summary>
    public void Add(Guid id, T value)
    {
        if (Count == 0)
            _pages.Add([]);
        var (page, index) = Find(id);
        if (index >= 0)
            return;

        Count++;
        var entries = _pages[page];
        entries.Insert(~index, (id, value));
        if (entries.Count > MaxPage)
        {
            _pages.Insert(page + 1, entries[(MaxPage / 2)..]);
            entries.RemoveRange(MaxPage / 2, entries.Count - (MaxPage / 2));
        }
    }

    public bool Remove(Guid id, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (Count == 0)
            return false;
        var (page, index) = Find(id);
        if (index < 0)
            return false;

        Count--;
        var entries = _pages[page];
        value = entries[index].Value!;
        entries.RemoveAt(index);
        if (entries.Count == 0)
            _pages.RemoveAt(page);
        return true;
    }

    public bool TryPeek(out Guid id, [MaybeNullWhen(false)] out T value)
    {
        (id, value) = Count > 0 ? _pages[0][0] : default;
        return Count > 0;
    }

    // The page is the last one that begins at or before the id; the index is that of List.BinarySearch.
    private (int Page, int Index) Find(Guid id)
    {
        var (first, last) = (0, _pages.Count - 1);
        while (first < last)
        {
            var middle = (first + last + 1) / 2;
            if (_pages[middle][0].Id <= id)
                first = middle;
            else
                last = middle - 1;
        }

        return (first, _pages[first].BinarySearch((id, default), ById));
    }
}
