using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;

namespace RelayServer.Logging;

/// <summary>
/// Formats a log entry as one line: the time of day in UTC, the level if it is not Information, and the message. The
/// framework's one-line format begins with a category and an event number, which do not help a person who reads the
/// log.
/// </summary>
internal sealed class ReadableFormatter(TimeProvider time)
{
    /// <summary>Writes an entry as one line, or nothing for an entry that is reported elsewhere.</summary>
    public void Write<TState>(in LogEntry<TState> logEntry, TextWriter textWriter)
    {
        if (IsFailureToStart(logEntry.Category, logEntry.EventId))
            return;
        textWriter.Write(time.GetUtcNow().ToString("HH:mm:ss.fff'Z '", CultureInfo.InvariantCulture));
        if (logEntry.LogLevel != LogLevel.Information)
            textWriter.Write($"{logEntry.LogLevel}: ".ToLowerInvariant());
        WriteOneLine(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(" | ");
            WriteOneLine(textWriter, exception.ToString());
        }

        textWriter.WriteLine();
    }

    // RelayServerApplication reports it in one line without a stack trace, since the fault is in a setting, not in the
    // code.
    private static bool IsFailureToStart(string category, EventId id) =>
        category == "Microsoft.Extensions.Hosting.Internal.Host" && id.Name == "HostedServiceStartupFaulted";

    private static void WriteOneLine(TextWriter writer, string text) =>
        writer.Write(text.ReplaceLineEndings(" "));
}
