namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The idle instances that stay in memory, least recently used first, within a bound of bytes. Guarded by the lock of
/// the <see cref="InstanceTable"/>.
/// </summary>
internal sealed class HistoryCache(long capacity)
{
    // Measured with 100,000 waiting instances: the bytes of an entry with its runtime state, and the ratio of a history
    // to its encoding.
    private const long EntryBytes = 1536;
    private const long BytesPerEncodedByte = 3;

    private readonly LinkedList<InstanceEntry> _oldestFirst = [];
    private readonly Dictionary<InstanceEntry, LinkedListNode<InstanceEntry>> _nodes = [];
    private long _bytes;

    /// <summary>Adds an entry and returns the entries that were evicted for it.</summary>
    public IEnumerable<InstanceEntry> Add(InstanceEntry entry)
    {
        _nodes.Add(entry, _oldestFirst.AddLast(entry));
        _bytes += Cost(entry);
        while (_bytes > capacity && _oldestFirst.First is { } oldest)
        {
            Remove(oldest.Value);
            yield return oldest.Value;
        }
    }

    public void Remove(InstanceEntry entry)
    {
        if (!_nodes.Remove(entry, out var node))
            return;
        _oldestFirst.Remove(node);
        _bytes -= Cost(entry);
    }

    private static long Cost(InstanceEntry entry) => entry.Bytes * BytesPerEncodedByte + EntryBytes;
}
