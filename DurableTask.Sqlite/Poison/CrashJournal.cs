using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace DurableTask.Sqlite.Poison;

/// <summary>
/// Records which activities and instances are running, in the memory-mapped lock file. An entry is one store into
/// memory, and the operating system keeps it however the process ends. The next owner reads what was running then.
/// After an orderly stop the journal is empty.
/// </summary>
internal sealed class CrashJournal : IDisposable
{
    /// <summary>
    /// The maximum number of entries, regardless of the capacity, since each opening writes the whole file.
    /// </summary>
    public const int MaxEntries = 64 * 1024;

    /// <summary>The slot of work that runs without an entry.</summary>
    public const int NoSlot = -1;

    private const long Unused = 0;

    private readonly FileStream _file;
    private readonly ConcurrentQueue<int> _free = [];
    private readonly MemoryMappedFile? _mapping;
    private readonly MemoryMappedViewAccessor? _entries;

    /// <summary>Clears the file, so what <see cref="Read"/> returns must be on disk before.</summary>
    /// <param name="file">The lock file, owned by this process.</param>
    /// <param name="capacity">
    /// The number of work items that are recorded at a time. Further work runs without an entry.
    /// </param>
    public CrashJournal(FileStream file, long capacity)
    {
        _file = file;
        var slots = (int)Math.Min(capacity, MaxEntries);
        var length = (long)slots * sizeof(long);
        try
        {
            // The file is written, not only extended: a page without room on the disk would end the process at its
            // first entry. SQLite does the same with its -shm file.
            file.SetLength(0);
            RandomAccess.Write(file.SafeFileHandle, new byte[length], 0);
            _mapping = MemoryMappedFile.CreateFromFile(
                file, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            _entries = _mapping.CreateViewAccessor(0, length);
        }
        catch (IOException)
        {
            // On a full disk all work runs without entries: running matters more than being recorded.
            _mapping?.Dispose();
            return;
        }

        for (var slot = 0; slot < slots; slot++)
            _free.Enqueue(slot);
    }

    /// <summary>
    /// Reads what ran when the last owner's process ended: numbers of activities and rows of instances.
    /// </summary>
    public static (IReadOnlyList<long> Activities, IReadOnlyList<long> Instances) Read(FileStream file)
    {
        var bytes = new byte[Math.Min(file.Length, MaxEntries * sizeof(long))];
        var length = RandomAccess.Read(file.SafeFileHandle, bytes, 0);
        // Only complete entries: a loss of power may have cut off the last one.
        var found = MemoryMarshal.Cast<byte, long>(bytes.AsSpan(0, length)).ToArray().Distinct().ToLookup(Math.Sign);
        return ([.. found[1]], [.. found[-1].Select(entry => -entry)]);
    }

    /// <summary>Records an activity that starts.</summary>
    /// <returns>The slot to pass to <see cref="Leave"/>.</returns>
    public int EnterActivity(long sequence) => Enter(sequence);

    /// <summary>Records an instance whose episode starts.</summary>
    /// <inheritdoc cref="EnterActivity"/>
    public int EnterInstance(long row) => Enter(-row);

    /// <summary>Removes the entry of work that has ended.</summary>
    public void Leave(int slot)
    {
        if (slot == NoSlot)
            return;

        Write(slot, Unused);
        _free.Enqueue(slot);
    }

    /// <summary>Removes all entries.</summary>
    public void Dispose()
    {
        try
        {
            // Windows can't truncate a mapped file.
            _entries?.Dispose();
            _mapping?.Dispose();
            _file.SetLength(0);
        }
        catch (IOException)
        {
            // The disk fails: at worst the next owner counts one crash too many.
        }
    }

    private int Enter(long entry)
    {
        if (!_free.TryDequeue(out var slot))
            return NoSlot;

        Write(slot, entry);
        return slot;
    }

    private void Write(int slot, long entry)
    {
        try
        {
            _entries!.Write((long)slot * sizeof(long), entry);
        }
        catch (ObjectDisposedException)
        {
            // The service is disposed, and the journal is empty.
        }
    }
}
