namespace RelayFunctions.Tests.Hosting;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("relay-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
