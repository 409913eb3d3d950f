using System.Runtime.Versioning;

namespace DurableTask.Sqlite.Database;

/// <summary>
/// The lock that each connection of SQLite holds on its file. It shows whether another process has a store open.
/// </summary>
internal static class SharedLock
{
    // https://www.sqlite.org/fileformat2.html#the_lock_byte_page: the range of SQLite's shared lock.
    private const long SharedLockStart = 0x40000002;
    private const long SharedLockLength = 510;

    /// <summary>
    /// Whether another process holds the lock. False where it can't be asked: on other systems than Linux, and for
    /// a file that can't be written.
    /// </summary>
    /// <param name="path">
    /// The store's file. This process must not have it open, since closing it releases all locks of the process on it.
    /// </param>
    public static bool IsHeldByAnotherProcess(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;

        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            return !TryLock(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Closing the file releases the lock.
    [SupportedOSPlatform("linux")]
    private static bool TryLock(FileStream file)
    {
        try
        {
            file.Lock(SharedLockStart, SharedLockLength);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
