namespace EmbeddedFunctions.Tests.Hosting;

internal sealed class TempFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("embedded-").FullName;

    /// <summary>Writes a file into it and returns its path.</summary>
    public async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_path, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
