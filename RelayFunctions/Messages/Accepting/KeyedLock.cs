using System.Collections.Concurrent;

namespace RelayFunctions.Messages.Accepting;

/// <summary>
/// A lock for each message id, so that one process creates a message only once at a time. Azure Storage does not reject
/// the second of two concurrent creations: both callers would get 200, and one text would be lost.
/// </summary>
internal sealed class KeyedLock
{
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Runs an action once no other one with the same id runs.</summary>
    public async Task<T> RunAsync<T>(string id, Func<Task<T>> action)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_running.GetOrAdd(id, ended.Task) is var other && other != ended.Task)
            await other;

        try
        {
            return await action();
        }
        finally
        {
            _running.TryRemove(id, out _);
            ended.SetResult();
        }
    }
}
