using System.Runtime.InteropServices;
using SQLitePCL;

namespace DurableTask.Sqlite.Database;

/// <summary>
/// Checks whether a path still leads to the file that a connection has open. When the file is deleted or replaced,
/// SQLite keeps writing to the open file, and everything written is lost when the process ends.
/// </summary>
internal static class OpenFile
{
    /// <summary>https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html#sqlitefcntlhasmoved</summary>
    private const int HasMovedOperation = 20;

    /// <summary>
    /// Asks the file system, which takes microseconds. False on systems where an open file can't be moved.
    /// </summary>
    public static bool HasMoved(sqlite3 connection)
    {
        var hasMoved = 0;
        var code = FileControl(connection.DangerousGetHandle(), "main", HasMovedOperation, ref hasMoved);
        return code == raw.SQLITE_OK && hasMoved != 0;
    }

    // SQLitePCLRaw has no member for this call.
    [DllImport(
        "e_sqlite3",
        EntryPoint = "sqlite3_file_control",
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(nint connection, string database, int operation, ref int result);
}
