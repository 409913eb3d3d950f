using Microsoft.Extensions.Logging.Console;

namespace RelayServer.Logging;

internal static class ReadableConsole
{
    /// <summary>Log entries go to the console, a line each, as <see cref="ReadableFormatter"/> writes them.</summary>
    public static ILoggingBuilder AddReadableConsole(this ILoggingBuilder logging) =>
        logging.ClearProviders()
            .AddConsoleFormatter<ReadableFormatter, ConsoleFormatterOptions>()
            .AddConsole(options => options.FormatterName = ReadableFormatter.FormatterName);
}
