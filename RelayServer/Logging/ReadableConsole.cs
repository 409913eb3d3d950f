namespace RelayServer.Logging;

internal static class ReadableConsole
{
    /// <summary>
    /// Writes log entries to the console, one line each, in the format of <see cref="ReadableFormatter"/>.
    /// </summary>
    public static ILoggingBuilder AddReadableConsole(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.Services.AddSingleton<ReadableFormatter>();
        logging.Services.AddSingleton(_ => new BufferedConsole(Console.OpenStandardOutput(), TimeProvider.System));
        logging.Services.AddSingleton<ILoggerProvider, BufferedConsoleProvider>();
        return logging;
    }
}
