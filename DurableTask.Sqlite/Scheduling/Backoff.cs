namespace DurableTask.Sqlite.Scheduling;

/// <summary>Waits before what failed is tried again: long enough not to spin on a full disk.</summary>
internal sealed class Backoff(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();

    /// <exception cref="OperationCanceledException">There will be no other try: the service is disposed.</exception>
    public Task WaitAsync() => Task.Delay(Pause, time, _ended.Token);

    public void Later(Action again) => _ = RunAsync(again);

    // Without disposing the source: somebody may still be about to wait.
    public void Dispose() => _ended.Cancel();

    private async Task RunAsync(Action again)
    {
        try
        {
            await WaitAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        again();
    }
}
