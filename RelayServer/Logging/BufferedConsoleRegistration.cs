using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace RelayServer.Logging;

internal static class BufferedConsoleRegistration
{
    // With the date and in UTC: a collector of JSON lines takes the time from them. The framework's default is none.
    private const string JsonTimestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>
    /// Writes log entries to the buffered console, in the format of <see cref="ReadableFormatter"/> or in the format
    /// of the framework that <c>Logging:Console:FormatterName</c> chooses.
    /// </summary>
    public static ILoggingBuilder AddBufferedConsole(this ILoggingBuilder logging)
    {
        logging.AddConsole();
        // What remains of the framework's console are its formatters and their options.
        logging.ClearProviders();
        logging.Services.AddSingleton<ConsoleFormatter, ReadableFormatter>();
        logging.Services.PostConfigure<JsonConsoleFormatterOptions>(options =>
        {
            if (options.TimestampFormat is null)
                (options.TimestampFormat, options.UseUtcTimestamp) = (JsonTimestamp, true);
        });
        logging.Services.AddSingleton(_ => new BufferedConsole(Console.OpenStandardOutput(), TimeProvider.System));
        logging.Services.AddSingleton<ILoggerProvider>(services => new BufferedConsoleProvider(
            services.GetRequiredService<BufferedConsole>(), ChosenFormatter(services)));
        return logging;
    }

    private static ConsoleFormatter ChosenFormatter(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value;
        var name = options.FormatterName is { Length: > 0 } chosen ? chosen : ReadableFormatter.FormatterName;
        return services.GetServices<ConsoleFormatter>()
            .First(formatter => formatter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
