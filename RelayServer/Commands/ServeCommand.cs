using System.Runtime.InteropServices;
using RelayFunctions.Delivery;
using RelayServer.Composition;
using RelayServer.Faults;

namespace RelayServer.Commands;

/// <summary>Runs the server until it is told to stop.</summary>
internal static partial class ServeCommand
{
    /// <summary>The exit code of a process that Ctrl+C ends: 128 and the number of the signal.</summary>
    private const int Interrupted = 130;

    /// <returns>
    /// The exit code: 0 after a stop; 1 if it could not start, with the reason on stderr. A second Ctrl+C ends the
    /// process with 130.
    /// </returns>
    public static int Run(string[] args)
    {
        var hasStarted = false;
        IConfiguration? configuration = null;
        IHostApplicationLifetime? lifetime = null;
        try
        {
            var app = ServerComposition.Build(args);
            configuration = app.Services.GetRequiredService<IConfiguration>();
            lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
            lifetime.ApplicationStarted.Register(() => hasStarted = true);
            // Resolved here, since a start that is told to stop disposes of the services meanwhile.
            var attempts = app.Services.GetRequiredService<AttemptsInFlight>();
            var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ServeCommand));
            lifetime.ApplicationStopping.Register(() => LogStop(logger, attempts));
            using var interrupts = EndAtSecondInterrupt();
            using var hangups = StopAtHangup(lifetime);
            app.Run();
            return 0;
        }
        catch (OperationCanceledException) when (lifetime?.ApplicationStopping.IsCancellationRequested == true)
        {
            if (!hasStarted)
                Console.Error.WriteLine("Relay was told to stop before it had started.");
            return 0;
        }
        catch (Exception e) when (!hasStarted)
        {
            StartFaults.Write(StartFaults.Of(e, configuration));
            return 1;
        }
    }

    private static void LogStop(ILogger logger, AttemptsInFlight attempts)
    {
        if (attempts.Count is var count and > 0)
            LogStop(logger, count, (int)DeliveryRules.ShutdownGrace.TotalSeconds);
    }

    // A stop waits for attempts, which can take longer than a person at a terminal wants to wait. What it interrupts is
    // sent again, so the second Ctrl+C loses nothing.
    private static PosixSignalRegistration EndAtSecondInterrupt()
    {
        var count = 0;
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, _ =>
        {
            if (Interlocked.Increment(ref count) > 1)
                Environment.Exit(Interrupted);
        });
    }

    // The end of a terminal would end the process at once, and the attempts that it cuts off would be sent again.
    private static PosixSignalRegistration StopAtHangup(IHostApplicationLifetime lifetime) =>
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            lifetime.StopApplication();
        });

    [LoggerMessage(
        LogLevel.Information,
        "Stopping; attempts under way: {Count}. They can take up to {Seconds} s. Ctrl+C twice ends them now, and "
            + "they are sent again at the next start")]
    private static partial void LogStop(ILogger logger, int count, int seconds);
}
