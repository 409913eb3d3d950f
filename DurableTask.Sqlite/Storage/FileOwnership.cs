using System.Globalization;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage;

/// <summary>
/// The lock file beside the store: one process owns a store, and the operating system lets go of the lock however
/// that process ends. The owner's number stands in the store itself, since a locked file can't be read everywhere.
/// </summary>
internal sealed class FileOwnership : IDisposable
{
    // EWOULDBLOCK of Linux and of macOS, and the two of Windows.
    private static readonly int[] LockedCodes =
        [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _lock;

    private FileOwnership(FileStream @lock) => _lock = @lock;

    /// <exception cref="IOException">Another owner has the store, or its folder can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file can't be written.</exception>
    public static FileOwnership Take(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream? taken = null;
        try
        {
            taken = new FileStream(
                path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            CheckWritable(path);
            return new FileOwnership(taken);
        }
        catch (Exception exception)
        {
            taken?.Dispose();
            if (exception is not IOException { HResult: var code })
                throw;
            throw new IOException(
                LockedCodes.Contains(code)
                    ? $"The store '{path}' is in use{OwnerOf(path)}: one process owns a file at a time."
                    : $"The store '{path}' can't be opened: {exception.Message}",
                exception);
        }
    }

    /// <summary>The lock file; the owner may write what it likes.</summary>
    public FileStream LockFile => _lock;

    public void Dispose() => _lock.Dispose();

    // Only by the owner: closing a file gives up every POSIX lock that its process has on it, SQLite's too.
    private static void CheckWritable(string path)
    {
        if (!File.Exists(path))
            return;

        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    private static string OwnerOf(string path)
    {
        try
        {
            using var database = SqliteDatabase.Open(path, create: false);
            var pid = database.ReadNumber("SELECT pid FROM owner");
            return string.Create(CultureInfo.InvariantCulture, $" by process {pid}");
        }
        catch (SqliteException)
        {
            return "";
        }
    }
}
