namespace DurableTask.Sqlite.Common;

/// <summary>The pauses before failed work is tried again: long enough not to spin on a full disk.</summary>
internal sealed class Backoff(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause after a damaged page, which is rarely repaired while the process runs.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _ended = new();

    /// <summary>Returns the pause before the next try.</summary>
    /// <param name="damageCount">
    /// How many tries in a row met damage; 0 if the last try failed for another reason.
    /// </param>
    public static TimeSpan After(int damageCount) =>
        Pause * Math.Min(1 << Math.Clamp(damageCount - 1, 0, 6), MaxPause / Pause);

    /// <exception cref="OperationCanceledException">The service is disposed: nothing is tried again.</exception>
    public Task WaitAsync() => WaitAsync(Pause);

    public void Later(Action retry) => Later(retry, Pause);

    public void Later(Action retry, TimeSpan pause) => _ = RunAsync(retry, pause);

    // The source is not disposed, since a caller may still be about to wait.
    public void Dispose() => _ended.Cancel();

    private Task WaitAsync(TimeSpan pause) => Task.Delay(pause, time, _ended.Token);

    private async Task RunAsync(Action retry, TimeSpan pause)
    {
        try
        {
            await WaitAsync(pause).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        retry();
    }
}
