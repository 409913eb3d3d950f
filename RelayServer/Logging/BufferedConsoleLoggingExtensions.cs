using Microsoft.Extensions.Logging.Console;

namespace RelayServer.Logging;

/// <summary>Registers the buffered console.</summary>
internal static class BufferedConsoleLoggingExtensions
{
    // With the date and in UTC: a collector of JSON lines takes the time from them. The framework's default is none.
    private const string JsonTimestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>
    /// Writes log entries to the buffered console, in the format of <see cref="ReadableFormatter"/> or in the format
    /// of the framework that <see cref="LogFormatSettings.Formatter"/> chooses.
    /// </summary>
    public static ILoggingBuilder AddBufferedConsole(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddConsole();
        // What remains of the framework's console are its formatters and their options.
        logging.ClearProviders();
        logging.Services.AddSingleton<ReadableFormatter>();
        logging.Services.PostConfigure<JsonConsoleFormatterOptions>(options =>
        {
            if (options.TimestampFormat is null)
                (options.TimestampFormat, options.UseUtcTimestamp) = (JsonTimestamp, true);
        });
        logging.Services.AddSingleton(_ => new BufferedConsole(Console.OpenStandardOutput(), TimeProvider.System));
        logging.Services.AddSingleton<ILoggerProvider>(services =>
        {
            var readable = services.GetRequiredService<ReadableFormatter>();
            return new BufferedConsoleProvider(
                services.GetRequiredService<BufferedConsole>(), Chosen(services, configuration) ?? readable, readable);
        });
        return logging;
    }

    // The framework's formatters are created only where one of them is chosen: their options can be invalid.
    private static ConsoleFormatter? Chosen(IServiceProvider services, IConfiguration configuration) =>
        LogFormatSettings.FrameworkFormatOf(configuration) is { } name
            ? services.GetServices<ConsoleFormatter>()
                .First(formatter => formatter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            : null;
}
