using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;

namespace RelayFunctions.Hosting;

/// <summary>
/// Makes a stopping worker wait for its attempts under way, as long as its host allows. It stops before the services
/// that were added earlier, so the results still reach the host.
/// </summary>
internal sealed partial class AttemptDrain(AttemptsInFlight attempts, ILogger<AttemptDrain> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await attempts.WhenNoneAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            LogLeft(logger, attempts.Count);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} attempts still ran when the time to stop was over: they are sent again")]
    private static partial void LogLeft(ILogger logger, int count);
}
