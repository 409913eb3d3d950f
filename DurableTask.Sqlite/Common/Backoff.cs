namespace DurableTask.Sqlite.Common;

/// <summary>Waits before what failed is tried again: long enough not to spin on a full disk.</summary>
internal sealed class Backoff(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Before another try of what met damage, which hardly ever passes.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _ended = new();

    /// <summary>
    /// The pause before the next try of what has met damage so often in a row; 0: it met something else.
    /// </summary>
    public static TimeSpan After(int damageCount) =>
        Pause * Math.Min(1 << Math.Clamp(damageCount - 1, 0, 6), MaxPause / Pause);

    /// <exception cref="OperationCanceledException">There will be no other try: the service is disposed.</exception>
    public Task WaitAsync() => WaitAsync(Pause);

    public void Later(Action again) => Later(again, Pause);

    public void Later(Action again, TimeSpan pause) => _ = RunAsync(again, pause);

    // Without disposing the source: somebody may still be about to wait.
    public void Dispose() => _ended.Cancel();

    private Task WaitAsync(TimeSpan pause) => Task.Delay(pause, time, _ended.Token);

    private async Task RunAsync(Action again, TimeSpan pause)
    {
        try
        {
            await WaitAsync(pause).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        again();
    }
}
