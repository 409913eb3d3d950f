using System.Collections.Concurrent;

namespace EndToEnd.Tests.WorkerHost;

/// <summary>What host and workers wrote, in order, for whoever looks into a test that failed.</summary>
internal sealed class HostLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public void Write(string source, string? line)
    {
        if (line is not null)
            _lines.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {source}: {line}");
    }

    public Task SaveAsync(string path) => File.WriteAllLinesAsync(path, _lines);
}
