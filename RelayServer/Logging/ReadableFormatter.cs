using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace RelayServer.Logging;

/// <summary>
/// Formats a log entry as one line: the time of day in UTC, the level if it is not Information, and the message. The
/// framework's one-line format begins with a category and an event number, which do not help a person who reads the
/// log.
/// </summary>
internal sealed class ReadableFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The value of <c>Logging:Console:FormatterName</c> that chooses this format.</summary>
    public const string FormatterName = "relay";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
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

    private static void WriteOneLine(TextWriter writer, string text) =>
        writer.Write(text.ReplaceLineEndings(" "));
}
