using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RelayFunctions.Delivery;
using RelayFunctions.Hosting;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.Hosting;

public sealed class AttemptDrainTests
{
    private readonly AttemptsInFlight _attempts = new();

    [Fact]
    public async Task Stop_AttemptsUnderWay_WaitsForTheLast()
    {
        var first = _attempts.Begin();
        var second = _attempts.Begin();

        var stopping = Drain().StopAsync(TestContext.Current.CancellationToken);
        first.Dispose();
        first.Dispose();
        Assert.False(stopping.IsCompleted);
        second.Dispose();

        await stopping;
        Assert.Equal(0, _attempts.Count);
    }

    [Fact]
    public async Task Stop_TimeIsOver_EndsWithAWarning()
    {
        var log = new RecordingLogger();
        using var factory = new LoggerFactory([log]);
        using var attempt = _attempts.Begin();

        await new AttemptDrain(_attempts, factory.CreateLogger<AttemptDrain>()).StopAsync(new CancellationToken(canceled: true));

        Assert.Equal(["1 attempts still ran when the time to stop was over: they are sent again"], log.Lines);
    }

    private AttemptDrain Drain() => new(_attempts, NullLogger<AttemptDrain>.Instance);
}
