namespace DurableTask.Sqlite.Storage;

/// <summary>Creates the files that hold instances' data: SQLite would let every user read them.</summary>
internal static class PrivateFile
{
    /// <summary>Creates an empty file that only its owner can read and write.</summary>
    /// <exception cref="IOException">It exists already, or its folder can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder can't be written.</exception>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }
}
