using EmbeddedFunctions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Timers;

/// <summary>
/// Runs timer functions on their schedules. A function never overlaps with itself, and occurrences during a run are
/// skipped, as on the Functions host. Schedules are not stored across restarts, so no occurrence is past due.
/// </summary>
internal sealed partial class TimerRunner(
    IReadOnlyList<TimerFunction> functions,
    FunctionPipeline pipeline,
    TimerWaits waits,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<TimerRunner> logger) : IFunctionRunner, IDisposable
{
    /// <summary>The longest wait of every kind of timer.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(24);

    private readonly CancellationTokenSource _stopped = new();
    private List<Task> _loops = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loops = [.. functions.Select(RunAsync)];
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopped.CancelAsync();
        await Task.WhenAll(_loops).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopped.Dispose();

    private DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    private async Task RunAsync(TimerFunction function)
    {
        var last = default(DateTime);
        if (function.RunOnStartup)
        {
            await CallAsync(function, last);
            last = UtcNow;
        }

        while (await WaitUntilDueAsync(function) is { } due)
        {
            waits.Runs(function);
            await CallAsync(function, last);
            last = due;
        }

        waits.Ended(function);
    }

    /// <summary>Waits for the next time and returns it; null if there is none or the app stops first.</summary>
    private async Task<DateTime?> WaitUntilDueAsync(TimerFunction function)
    {
        if (function.Schedule.After(UtcNow) is not { } due)
            return null;

        waits.WaitsFor(function, due);
        while (UtcNow < due && !_stopped.IsCancellationRequested)
        {
            var left = due - UtcNow;

            // Task.Delay counts whole milliseconds: in the last one it would spin until a virtual clock moves.
            var elapsed = new TaskCompletionSource();
            await using var timer = time.CreateTimer(
                _ => elapsed.TrySetResult(), null, left < MaxDelay ? left : MaxDelay, Timeout.InfiniteTimeSpan);

            // A virtual clock may move between the computation of the delay and its start.
            if (UtcNow < due)
                await elapsed.Task.WaitAsync(_stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // A clock that was set back by hours must not stop the function until it has caught up.
            if (function.Schedule.After(UtcNow) is { } sooner && sooner < due)
            {
                due = sooner;
                waits.WaitsFor(function, due);
            }
        }

        return _stopped.IsCancellationRequested ? null : due;
    }

    private async Task CallAsync(TimerFunction function, DateTime last)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await pipeline.InvokeAsync(function.Invoker, new EmbeddedFunctionContext(
                function.Definition, scope.ServiceProvider, lifetime.ApplicationStopping)
            {
                TriggerValue = new TimerInfo { ScheduleStatus = function.UseMonitor ? StatusOf(function, last) : null },
            });
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The function has observed the cancellation.
        }
        catch (Exception e)
        {
            Failed(e, function.Name);
        }
    }

    private ScheduleStatus StatusOf(TimerFunction function, DateTime last) => new()
    {
        Last = last,
        LastUpdated = last,
        Next = function.Schedule.After(UtcNow) ?? default,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Timer function '{Name}' failed")]
    private partial void Failed(Exception exception, string name);
}
