using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Http.Logging;

/// <summary>
/// Logs the reason for rejected requests, once an hour per header value. Only the first hundred values of an hour are
/// logged, because the caller chooses them.
/// </summary>
internal sealed partial class RejectionLog(ILogger logger, TimeProvider time)
{
    private const int MaxLines = 100;
    private const int MaxValueLength = 100;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly HashSet<(string Header, string Value)> _written = [];
    private long _since = time.GetTimestamp();

    public void Write(string header, string value, string reason)
    {
        var shown = Sanitise(value);
        lock (_lock)
        {
            if (time.GetElapsedTime(_since) >= Period)
            {
                _written.Clear();
                _since = time.GetTimestamp();
            }

            if (_written.Count == MaxLines || !_written.Add((header, shown)))
                return;
        }

        LogRejected(logger, header, shown, reason);
    }

    /// <summary>
    /// The value made safe to log: printable, short, and without a query, which may contain a secret.
    /// </summary>
    private static string Sanitise(string value)
    {
        var path = value.Split('?', 2)[0];
        var shown = path.Length <= MaxValueLength ? path : $"{path[..MaxValueLength]}...";
        return string.Concat(shown.Select(c => c is < ' ' or > '~' ? '?' : c));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rejected a request: {Header} '{Value}' {Reason}")]
    private static partial void LogRejected(ILogger logger, string header, string value, string reason);
}
