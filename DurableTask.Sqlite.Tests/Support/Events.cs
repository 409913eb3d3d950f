namespace DurableTask.Sqlite.Tests.Support;

/// <summary>The events and the custom status of one run of an <see cref="InlineOrchestration"/>.</summary>
internal sealed class Events
{
    private readonly Dictionary<string, Queue<string>> _early = [];
    private readonly Dictionary<string, Queue<TaskCompletionSource<string>>> _waiting = [];

    public string? Status { get; set; }

    public Task<string> WaitAsync(string name)
    {
        if (_early.TryGetValue(name, out var early) && early.TryDequeue(out var value))
            return Task.FromResult(value);

        var waiter = new TaskCompletionSource<string>();
        Queue(_waiting, name).Enqueue(waiter);
        return waiter.Task;
    }

    public void Raise(string name, string value)
    {
        if (_waiting.TryGetValue(name, out var waiting) && waiting.TryDequeue(out var waiter))
            waiter.SetResult(value);
        else
            Queue(_early, name).Enqueue(value);
    }

    private static Queue<T> Queue<T>(Dictionary<string, Queue<T>> queues, string name)
    {
        if (!queues.TryGetValue(name, out var queue))
            queues.Add(name, queue = new Queue<T>());
        return queue;
    }
}
