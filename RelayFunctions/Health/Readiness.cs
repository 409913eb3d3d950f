using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace RelayFunctions.Health;

/// <summary>
/// Decides whether messages should be sent to this instance. Anyone may ask, so the result is cached for a second and
/// gives no details. The log does, whenever they change.
/// </summary>
public sealed partial class Readiness(IEnumerable<IReadinessCheck> checks, TimeProvider time, ILogger<Readiness> logger)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Task<bool>? _last;
    private long _lastAt;
    private string _lastFaults = "";

    /// <summary>Returns whether no check finds a fault.</summary>
    public Task<bool> IsReadyAsync(DurableTaskClient client)
    {
        lock (_lock)
        {
            if (_last is null || (_last.IsCompleted && time.GetElapsedTime(_lastAt) >= Freshness))
            {
                _lastAt = time.GetTimestamp();
                _last = CheckAsync(client);
            }

            return _last;
        }
    }

    private async Task<bool> CheckAsync(DurableTaskClient client)
    {
        using var limit = new CancellationTokenSource(MaxWait, time);
        var found = await Task.WhenAll(checks.Select(check => FindFaultAsync(check, client, limit.Token)));
        var faults = string.Join("; ", found.OfType<string>().Distinct(StringComparer.Ordinal));
        if (faults != _lastFaults)
        {
            if (faults.Length > 0)
                LogNotReady(logger, faults);
            else
                LogReady(logger);
        }

        _lastFaults = faults;
        return faults.Length == 0;
    }

    private static async Task<string?> FindFaultAsync(
        IReadinessCheck check, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await check.FindFaultAsync(client, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return $"the store did not respond within {MaxWait.TotalSeconds:0} s";
        }
        catch (Exception exception)
        {
            // Further lines, such as the id of a request to Azure Storage, differ from one check to the next.
            var reason = exception.Message.Split('\n', 2)[0].Trim();
            return reason.Length > 0 ? reason : exception.GetType().Name;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready: {Faults}")]
    private static partial void LogNotReady(ILogger logger, string faults);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ready again")]
    private static partial void LogReady(ILogger logger);
}
