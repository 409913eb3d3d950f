namespace RelayFunctions.Tests.Hosting;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("relay-test-").FullName;

    /// <summary>Writes a file into it and returns its path.</summary>
    public async Task<string> WriteAsync(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
