using Microsoft.Extensions.Logging;

namespace RelayFunctions.Gateways.Sending;

/// <summary>Warns that attempts wait, since this machine has no socket left: at most once a minute.</summary>
public sealed partial class SocketShortages(ILogger<SocketShortages> logger, TimeProvider time)
{
    /// <summary>The wait before an attempt that could not be made is tried again.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _lastWarning;

    /// <summary>Records that an attempt could not be made.</summary>
    /// <param name="shortage">What the machine has too little of.</param>
    public void OnNotSent(string shortage)
    {
        lock (_lock)
        {
            if (_lastWarning is { } last && time.GetElapsedTime(last) < Interval)
                return;
            _lastWarning = time.GetTimestamp();
        }

        LogShortage(shortage);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Attempts wait, since this machine has too few {Shortage}; messages are kept, and none uses up an attempt")]
    private partial void LogShortage(string shortage);
}
