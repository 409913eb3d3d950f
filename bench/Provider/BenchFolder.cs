namespace Bench.Provider;

/// <summary>A folder for one store, deleted with it.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("relay-bench-");

    public string File => Path.Combine(_folder.FullName, "bench.db");

    public long FileBytes => new FileInfo(File).Length;

    public void Dispose() => _folder.Delete(recursive: true);
}
