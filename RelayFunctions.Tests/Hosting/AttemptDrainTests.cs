using Microsoft.Extensions.Logging.Abstractions;
using RelayFunctions.Delivery;
using RelayFunctions.Hosting;

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
    public async Task Stop_TimeIsOver_EndsNonetheless()
    {
        using var attempt = _attempts.Begin();

        await Drain().StopAsync(new CancellationToken(canceled: true));
    }

    private AttemptDrain Drain() => new(_attempts, NullLogger<AttemptDrain>.Instance);
}
