using EmbeddedFunctions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Timers;

/// <summary>
/// Runs timer functions on their schedules. A function never overlaps with itself: the occurrences during a run become
/// one run right after it, as on the Functions host. No run is past due: on the host this means an occurrence that was
/// missed before the start, and no schedule is kept over a restart here.
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

    private bool IsStopping =>
        _stopped.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested;

    private DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    private async Task RunAsync(TimerFunction function)
    {
        var last = default(DateTime);
        var next = function.Schedule.After(UtcNow);
        if (function.RunOnStartup)
        {
            var start = UtcNow;
            await CallAsync(function, last, next);
            (last, next) = (start, function.Schedule.After(start));
        }

        while (await WaitUntilDueAsync(function, next) is { } due)
        {
            waits.Runs(function);
            // A clock that is set back in between must not let the same occurrence run twice.
            var now = UtcNow;
            var start = now < due ? due : now;
            await CallAsync(function, last, due);
            (last, next) = (start, function.Schedule.After(start));
        }

        waits.Ended(function);
    }

    /// <summary>Waits until an occurrence is due; returns null if there is none or the app stops first.</summary>
    /// <returns>The occurrence, which is an earlier one if the clock was set back.</returns>
    private async Task<DateTime?> WaitUntilDueAsync(TimerFunction function, DateTime? next)
    {
        if (next is not { } due)
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

        // The app may be stopping while its server still ends requests: a run that was held up must not begin then.
        return IsStopping ? null : due;
    }

    /// <summary>
    /// Calls the function on the thread pool: code before its first await must not delay the app's start.
    /// </summary>
    private Task CallAsync(TimerFunction function, DateTime last, DateTime? next) => Task.Run(async () =>
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await pipeline.InvokeAsync(function.Invoker, new EmbeddedFunctionContext(
                function.Definition, scope.ServiceProvider, lifetime.ApplicationStopping)
            {
                TriggerValue = new TimerInfo { ScheduleStatus = function.HasStatus ? StatusOf(last, next) : null },
            });
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The function has observed the cancellation.
        }
        catch (Exception e)
        {
            LogFailed(e, function.Name);
        }
    });

    /// <summary>The status as the Functions host has it during a run: the next occurrence is the present one.</summary>
    private static ScheduleStatus StatusOf(DateTime last, DateTime? next) =>
        new() { Last = last, LastUpdated = last, Next = next ?? DateTime.MaxValue };

    [LoggerMessage(Level = LogLevel.Error, Message = "Timer function '{Name}' failed")]
    private partial void LogFailed(Exception exception, string name);
}
