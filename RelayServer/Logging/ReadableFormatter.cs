using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace RelayServer.Logging;

/// <summary>
/// The time of day in UTC, the level where it is not the usual one, and what happened: the framework's own one-line
/// format puts a category and an event number first, which a person reading along has no use for.
/// </summary>
internal sealed class ReadableFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "readable";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
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

    // RelayServerApplication says it in a line, without a stack trace: the fault is one of a setting, not of the code.
    private static bool IsFailureToStart(string category, EventId id) =>
        category == "Microsoft.Extensions.Hosting.Internal.Host" && id.Name == "HostedServiceStartupFaulted";

    private static void WriteOneLine(TextWriter writer, string text) =>
        writer.Write(text.ReplaceLineEndings(" "));
}
