using Microsoft.Extensions.Logging;
using RelayFunctions.Hosting;

namespace RelayFunctions.Tests.Hosting;

public sealed class WorkerConsoleTests
{
    [Fact]
    public void Log_OutsideOfACall_IsALineOfTheOutput()
    {
        using var output = new StringWriter();
        using var loggers = Loggers(output);

        Log(loggers.CreateLogger("any"), LogLevel.Information, "Gateways of a.json");
        Log(loggers.CreateLogger("any"), LogLevel.Error, "wrong:\nx");

        Assert.Equal($"Gateways of a.json{Environment.NewLine}error: wrong: x{Environment.NewLine}", output.ToString());
    }

    [Fact]
    public void Log_WarningInACall_IsLeftToTheHost()
    {
        using var output = new StringWriter();
        using var loggers = Loggers(output);
        var logger = loggers.CreateLogger("any");

        using (logger.BeginScope(new Dictionary<string, object> { ["AzureFunctions_InvocationId"] = "1" }))
        using (logger.BeginScope("inner"))
        {
            Log(logger, LogLevel.Warning, "failed");
            Log(logger, LogLevel.Information, "delivered");
        }

        Assert.Equal($"delivered{Environment.NewLine}", output.ToString());
    }

    private static void Log(ILogger logger, LogLevel level, string text) =>
        logger.Log(level, default, text, exception: null, static (text, _) => text);

    private static ILoggerFactory Loggers(TextWriter output) =>
        LoggerFactory.Create(logging => logging.AddProvider(new WorkerConsole(output)));
}
