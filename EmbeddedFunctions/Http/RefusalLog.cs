using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Http;

/// <summary>
/// Says once why requests are refused, for each header value that was seen: the first hundred of them, since whoever
/// calls chooses the values.
/// </summary>
internal sealed partial class RefusalLog(ILogger logger)
{
    private const int MostLines = 100;
    private const int LongestValue = 100;

    private readonly Lock _lock = new();
    private readonly HashSet<(string Header, string Value)> _written = [];

    public void Write(string header, string value, string reason)
    {
        var shown = Sanitise(value);
        lock (_lock)
        {
            if (_written.Count == MostLines || !_written.Add((header, shown)))
            {
                return;
            }
        }

        Refused(logger, header, shown, reason);
    }

    /// <summary>As much of a value as can't write lines of its own or carry a secret: printable, short, no query.</summary>
    private static string Sanitise(string value)
    {
        var path = value.Split('?', 2)[0];
        var shown = path.Length <= LongestValue ? path : $"{path[..LongestValue]}...";
        return string.Concat(shown.Select(c => c is < ' ' or > '~' ? '?' : c));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a request: {Header} '{Value}' {Reason}")]
    private static partial void Refused(ILogger logger, string header, string value, string reason);
}
