using System.Collections.Concurrent;

namespace EndToEnd.Tests.WorkerHost;

/// <summary>What host and workers wrote, in order, for the message of a test that fails.</summary>
internal sealed class HostLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Write(string source, string? line)
    {
        if (line is not null)
            _lines.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {source}: {line}");
    }
}
