using Microsoft.Extensions.Logging;

namespace RelayFunctions.Gateways.Sending;

/// <summary>
/// Lets attempts wait while this machine has no socket left, so that a long queue does not try in vain, and warns at
/// most once a minute.
/// </summary>
public sealed partial class SocketShortages(ILogger<SocketShortages> logger, TimeProvider time)
{
    /// <summary>The time for which no attempt is made after one that found no socket.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WarningInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _last;
    private long? _lastWarning;

    /// <summary>The time until an attempt may be made; null for now.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            lock (_lock)
            {
                return _last is { } last && Pause - time.GetElapsedTime(last) is var left && left > TimeSpan.Zero
                    ? left
                    : null;
            }
        }
    }

    /// <summary>Records that an attempt found no socket.</summary>
    /// <param name="shortage">What the machine has too little of.</param>
    /// <returns>The time until the next attempt may be made.</returns>
    public TimeSpan OnNotSent(string shortage)
    {
        lock (_lock)
        {
            _last = time.GetTimestamp();
            if (_lastWarning is { } warned && time.GetElapsedTime(warned) < WarningInterval)
                return Pause;
            _lastWarning = _last;
        }

        LogShortage(shortage);
        return Pause;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Attempts wait, since this machine has too few {Shortage}; no message and no attempt is lost")]
    private partial void LogShortage(string shortage);
}
