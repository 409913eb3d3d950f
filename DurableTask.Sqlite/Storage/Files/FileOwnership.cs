using System.Collections.Concurrent;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Files;

/// <summary>
/// The lock file beside the store. One process owns a store, and the operating system releases the lock when that
/// process ends in any way. The owner's process id is in the store itself, since some systems can't read a locked file.
/// </summary>
internal sealed class FileOwnership : IDisposable
{
    // EWOULDBLOCK on Linux and on macOS, and the two codes on Windows.
    private static readonly int[] LockedCodes =
        [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    // This process must not open these files apart from SQLite: closing one would release SQLite's locks on it.
    private static readonly ConcurrentDictionary<string, FileOwnership> OwnedHere = new();

    private readonly string _path;

    private FileOwnership(string path, FileStream lockFile)
    {
        _path = path;
        LockFile = lockFile;
        IsAfterCrash = lockFile.Length > 0;
    }

    /// <summary>The lock file; only the owner writes to it.</summary>
    public FileStream LockFile { get; }

    /// <summary>Whether the last owner's process ended without disposing of the store.</summary>
    public bool IsAfterCrash { get; }

    /// <exception cref="IOException">Another process owns the store, or its folder can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file can't be written.</exception>
    public static FileOwnership Take(string path)
    {
        if (OwnedHere.ContainsKey(path))
            throw InUse(path);

        FileStream? lockFile = null;
        try
        {
            var isNew = !File.Exists(LockFileOf(path));
            lockFile = TryLock(path) ?? throw InUse(path);
            CheckWritable(path);
            // An owner's lock file may have been deleted as a leftover.
            if (isNew && SharedLock.IsHeldByAnotherProcess(path))
            {
                // With it, the next start would not look for an owner.
                File.Delete(LockFileOf(path));
                throw OwnershipErrors.OpenWithoutLockFile(path);
            }

            var ownership = new FileOwnership(path, lockFile);
            return OwnedHere.TryAdd(path, ownership) ? ownership : throw InUse(path);
        }
        catch
        {
            lockFile?.Dispose();
            throw;
        }
    }

    /// <summary>The path of the lock file of a store's file.</summary>
    public static string LockFileOf(string path) => path + ".lock";

    /// <summary>
    /// Prevents others from owning the store. If there is no lock file, none is created, and nothing is prevented.
    /// Several may do so at the same time.
    /// </summary>
    /// <param name="path">The store's file.</param>
    /// <param name="hold">Releases the lock file when it is disposed of; null if there is no lock file.</param>
    /// <returns>
    /// False if a process owns the store, even if its lock file was deleted, or if the lock file can't be read.
    /// </returns>
    public static bool TryHold(string path, out IDisposable? hold)
    {
        hold = null;
        if (OwnedHere.ContainsKey(path))
            return false;

        try
        {
            hold = new FileStream(LockFileOf(path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            return true;
        }
        catch (FileNotFoundException)
        {
            return !SharedLock.IsHeldByAnotherProcess(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>If the process ends now, the next owner finds that it did not dispose of the store.</summary>
    public void MarkInUse() => RandomAccess.Write(LockFile.SafeFileHandle, [0], 0);

    public void Dispose()
    {
        OwnedHere.TryRemove(KeyValuePair.Create(_path, this));
        LockFile.Dispose();
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
            return PrivateFile.OpenExclusively(LockFileOf(path));
        }
        catch (IOException exception)
        {
            return LockedCodes.Contains(exception.HResult) ? null : throw OwnershipErrors.CannotOpen(path, exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException(StoreErrors.NotWritableMessage(path, exception), exception);
        }
    }

    // Only the owner may check: closing a file releases all POSIX locks that the process has on it, including SQLite's.
    private static void CheckWritable(string path)
    {
        if (!File.Exists(path))
            return;

        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException exception)
        {
            throw OwnershipErrors.CannotOpen(path, exception);
        }
    }

    private static IOException InUse(string path)
    {
        // Without an owner, nothing may open the store: SQLite would drop what follows a damaged part of the log.
        if (!TryHold(path, out var hold))
            return OwnershipErrors.InUse(path);

        hold?.Dispose();
        return OwnershipErrors.Held(path);
    }
}
