using System.Collections.Concurrent;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>A singleton of the sample app in which its functions record calls for the tests.</summary>
public sealed class CallRecorder
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly Lock _lock = new();
    private int _inside;

    public int MaxInside { get; private set; }

    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<ScopedService> Services { get; } = new();

    public int Count(string name) => _counts.AddOrUpdate(name, 1, (_, count) => count + 1);

    /// <summary>Returns a gate that a test opens for a function, or the other way round.</summary>
    public TaskCompletionSource Gate(string name) =>
        _gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Enter()
    {
        lock (_lock)
            MaxInside = Math.Max(MaxInside, ++_inside);
    }

    public void Leave()
    {
        lock (_lock)
            _inside--;
    }
}
