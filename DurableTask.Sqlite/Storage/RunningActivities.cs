using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace DurableTask.Sqlite.Storage;

/// <summary>
/// The numbers of the activities that run, noted in the lock file without a sync: the system keeps what a process wrote,
/// however the process ends. The next owner reads who was running then. After an orderly end there is nobody.
/// </summary>
internal sealed class RunningActivities
{
    private const int NoSlot = -1;

    // Also in a slot that was never taken.
    private const long Nobody = 0;

    private readonly FileStream _file;
    private readonly SafeFileHandle _handle;
    private readonly int _capacity;
    private readonly ConcurrentQueue<int> _free = [];
    private int _made;

    /// <param name="file">The lock file, in the hands of its owner.</param>
    /// <param name="capacity">How many activities are noted at a time; more run unnoted.</param>
    public RunningActivities(FileStream file, int capacity)
    {
        // A stream that is asked for its handle moves the file's position first, each time.
        (_file, _handle, _capacity) = (file, file.SafeFileHandle, capacity);
        FoundAtOpen = Read();
    }

    /// <summary>Those that ran as the last owner's process ended; some may have been recorded since they were noted.</summary>
    public IReadOnlyList<long> FoundAtOpen { get; }

    /// <summary>Forgets all. What was found is to be on disk before that.</summary>
    public void Clear()
    {
        try
        {
            _file.SetLength(0);
        }
        catch (IOException)
        {
            // A disk that fails: at worst the next owner takes them for running.
        }
    }

    /// <summary>Notes one that starts.</summary>
    /// <returns>What <see cref="Leave"/> gives back.</returns>
    public int Enter(long sequence)
    {
        if (!_free.TryDequeue(out var slot) && !TryMake(out slot))
            return NoSlot;

        Note(slot, sequence);
        return slot;
    }

    /// <summary>Its note stays until the next takes the slot: once its result is recorded, nothing has its number.</summary>
    public void Leave(int slot)
    {
        if (slot != NoSlot)
            _free.Enqueue(slot);
    }

    /// <summary>One that no longer runs, and has no result: its note goes.</summary>
    public void Forget(int slot)
    {
        if (slot != NoSlot)
            Note(slot, Nobody);
        Leave(slot);
    }

    // As many as ever run at once: the capacity may be any number.
    private bool TryMake(out int slot)
    {
        slot = NoSlot;
        if (Volatile.Read(ref _made) >= _capacity)
            return false;
        slot = Interlocked.Increment(ref _made) - 1;
        return slot < _capacity;
    }

    private void Note(int slot, long sequence)
    {
        Span<byte> note = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(note, sequence);
        try
        {
            RandomAccess.Write(_handle, note, (long)slot * sizeof(long));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A full disk: it runs unnoted, since a note is not worth its not running. Or the owner has let go of the
            // file, and has cleared it.
        }
    }

    private List<long> Read()
    {
        var notes = new byte[_file.Length];
        var length = RandomAccess.Read(_handle, notes, 0);
        var found = new List<long>();
        for (var rest = notes.AsSpan(0, length); rest.Length >= sizeof(long); rest = rest[sizeof(long)..])
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(rest) is var sequence and not Nobody)
                found.Add(sequence);
        }

        return found;
    }
}
