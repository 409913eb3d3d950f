namespace DurableTask.Sqlite.Storage.Files;

/// <summary>
/// Creates the files that hold instances' data, which SQLite would let every user read, and the lock file, which every
/// user who can read it could lock.
/// </summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates an empty file that only its owner can read and write.</summary>
    /// <exception cref="IOException">The file exists already, or its folder can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be written.</exception>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        new FileStream(path, options).Dispose();
    }

    /// <summary>Opens a file for this process alone, and creates it if it is missing.</summary>
    /// <exception cref="IOException">The file is in use, or its folder can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be written.</exception>
    public static FileStream OpenExclusively(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1,
        };
        if (OperatingSystem.IsWindows())
            return new FileStream(path, options);

        options.UnixCreateMode = OwnerOnly;
        var file = new FileStream(path, options);
        try
        {
            // Earlier versions let every user read it.
            File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // It belongs to another user, or its file system has no modes.
        }

        return file;
    }

    /// <summary>Creates a folder that only its owner can use, unless it exists.</summary>
    /// <exception cref="IOException">The folder can't be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder around it can't be written.</exception>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }
}
