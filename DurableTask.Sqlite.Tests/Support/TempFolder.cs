namespace DurableTask.Sqlite.Tests.Support;

internal sealed class TempFolder : IDisposable
{
    public TempFolder()
        : this(Directory.CreateTempSubdirectory("durabletask-sqlite-").FullName)
    {
    }

    /// <summary>Creates one at a given path.</summary>
    public TempFolder(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
