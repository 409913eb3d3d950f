using System.Diagnostics.CodeAnalysis;

namespace RelayFunctions.Gateways.Limiting;

/// <summary>A queue of values by message id, in the order of acceptance, which is the order of the ids.</summary>
internal sealed class MessageQueue<T>
{
    private readonly SortedSet<(Guid Id, T? Value)> _entries =
        new(Comparer<(Guid Id, T? Value)>.Create((one, other) => one.Id.CompareTo(other.Id)));

    public int Count => _entries.Count;

    /// <summary>A copy of all, in order.</summary>
    public IReadOnlyList<(Guid Id, T? Value)> All => [.. _entries];

    /// <summary>How many were accepted before the message.</summary>
    public int CountBefore(Guid id) =>
        Count == 0 || _entries.Max.Id < id ? Count : _entries.TakeWhile(entry => entry.Id < id).Count();

    public void Add(Guid id, T value) => _entries.Add((id, value));

    public bool Remove(Guid id, [MaybeNullWhen(false)] out T value)
    {
        var isThere = _entries.TryGetValue((id, default), out var entry);
        value = entry.Value;
        return isThere && _entries.Remove(entry);
    }

    public bool TryPeek(out Guid id, [MaybeNullWhen(false)] out T value)
    {
        (id, value) = _entries.Count > 0 ? _entries.Min : default;
        return _entries.Count > 0;
    }
}
