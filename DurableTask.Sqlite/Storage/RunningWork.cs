using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace DurableTask.Sqlite.Storage;

/// <summary>
/// The activities and the instances that run, noted in the lock file through a mapping: a note is a store into memory,
/// which the system keeps however the process ends. The next owner reads who was running then. After an orderly end
/// there is nobody.
/// </summary>
internal sealed class RunningWork : IDisposable
{
    /// <summary>The most notes, whatever the capacity: the file is written as a whole at each opening.</summary>
    public const int MostNotes = 64 * 1024;

    /// <summary>In place of a note's: it runs unnoted.</summary>
    public const int NoSlot = -1;

    // Also in a slot that nobody has.
    private const long Nobody = 0;

    private readonly FileStream _file;
    private readonly ConcurrentQueue<int> _free = [];
    private readonly MemoryMappedFile? _mapping;
    private readonly MemoryMappedViewAccessor? _notes;

    /// <summary>Forgets all that <see cref="Found"/> finds, which is to be on disk before that.</summary>
    /// <param name="file">The lock file, in the hands of its owner.</param>
    /// <param name="capacity">How much work is noted at a time; more runs unnoted.</param>
    public RunningWork(FileStream file, long capacity)
    {
        _file = file;
        var slots = (int)Math.Min(capacity, MostNotes);
        var length = (long)slots * sizeof(long);
        try
        {
            // Written, not only made so long: a page that the disk has no room for would end the process at its first
            // note. SQLite does the same with its "-shm".
            file.SetLength(0);
            RandomAccess.Write(file.SafeFileHandle, new byte[length], 0);
            _mapping = MemoryMappedFile.CreateFromFile(
                file, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            _notes = _mapping.CreateViewAccessor(0, length);
        }
        catch (IOException)
        {
            // A full disk: all runs unnoted, since a note is not worth its not running.
            _mapping?.Dispose();
            return;
        }

        for (var slot = 0; slot < slots; slot++)
            _free.Enqueue(slot);
    }

    /// <summary>What ran as the last owner's process ended: the numbers of activities, and the rows of instances.</summary>
    public static (IReadOnlyList<long> Activities, IReadOnlyList<long> Instances) Found(FileStream file)
    {
        var notes = new byte[Math.Min(file.Length, MostNotes * sizeof(long))];
        var length = RandomAccess.Read(file.SafeFileHandle, notes, 0);
        // Whole ones: a loss of power may have cut the last one off.
        var found = MemoryMarshal.Cast<byte, long>(notes.AsSpan(0, length)).ToArray().Distinct().ToLookup(Math.Sign);
        return ([.. found[1]], [.. found[-1].Select(note => -note)]);
    }

    /// <summary>Notes an activity that starts.</summary>
    /// <returns>What <see cref="Leave"/> gives back.</returns>
    public int EnterActivity(long sequence) => Enter(sequence);

    /// <summary>The same, of an instance whose episode starts.</summary>
    public int EnterInstance(long row) => Enter(-row);

    /// <summary>It no longer runs.</summary>
    public void Leave(int slot)
    {
        if (slot == NoSlot)
            return;

        Note(slot, Nobody);
        _free.Enqueue(slot);
    }

    /// <summary>Forgets all.</summary>
    public void Dispose()
    {
        try
        {
            // Windows cuts no file that is mapped.
            _notes?.Dispose();
            _mapping?.Dispose();
            _file.SetLength(0);
        }
        catch (IOException)
        {
            // A disk that fails: at worst the next owner takes them for running.
        }
    }

    private int Enter(long note)
    {
        if (!_free.TryDequeue(out var slot))
            return NoSlot;

        Note(slot, note);
        return slot;
    }

    private void Note(int slot, long number)
    {
        try
        {
            _notes!.Write((long)slot * sizeof(long), number);
        }
        catch (ObjectDisposedException)
        {
            // The owner has let go of the file, and has cleared it.
        }
    }
}
