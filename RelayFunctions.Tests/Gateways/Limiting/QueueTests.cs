using RelayFunctions.Gateways;

namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed class QueueTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(600)]
    public void Gateway_ThatHangs_CostsAMessageOneWaitAndIsKeptBusyWithinItsBound(int seconds)
    {
        var queue = new QueueSimulation(50, Timeout, requestTakes: Timeout)
            .Arrive(10_000, over: TimeSpan.FromSeconds(seconds))
            .Run();

        Assert.All(queue.Messages, message => Assert.InRange(message.Waits, 0, 1));
        Assert.Equal(50, queue.MaxUnderWay);
        Assert.True(queue.MaxHeld <= 55, $"{queue.MaxHeld} activities held");
        Assert.True(queue.Took < Timeout * 200 * 1.01, $"took {queue.Took}");
    }

    [Fact]
    public void Gateway_ThatNeedsAThirdOfItsTimeout_CostsAMessageOneWait()
    {
        var queue = new QueueSimulation(50, Timeout * 3, requestTakes: Timeout).Arrive(10_000, over: TimeSpan.Zero).Run();

        Assert.All(queue.Messages, message => Assert.InRange(message.Waits, 0, 1));
        Assert.True(queue.Took < Timeout * 200 * 1.01, $"took {queue.Took}");
    }

    [Fact]
    public void Gateway_ThatHangsAfterItWasFast_CostsAMessageAboutOneWait()
    {
        var queue = new QueueSimulation(50, Timeout, requestTakes: at => at < Timeout ? Instant : Timeout)
            .Arrive(1000, over: Timeout)
            .Arrive(10_000, over: TimeSpan.FromSeconds(5), from: Timeout)
            .Run();

        Assert.True(queue.Waits < 10_000 * 1.3, $"{queue.Waits} waits");
        Assert.All(queue.Messages, message => Assert.InRange(message.Waits, 0, 20));
    }

    [Fact]
    public void Gateway_ThatHangsWithoutWakes_IsStillUsedAlmostAllTheTimeAtOneWaitAMessage()
    {
        var queue = new QueueSimulation(50, Timeout, requestTakes: Timeout) { Wakes = false }
            .Arrive(10_000, over: TimeSpan.Zero)
            .Run();

        Assert.True(queue.Waits < 10_000 * 1.1, $"{queue.Waits} waits");
        Assert.True(queue.Took < Timeout * 200 * 1.5, $"took {queue.Took}");
    }

    [Fact]
    public void Gateway_ThatRecoversAfterTenMinutes_DelaysNoMessageByReservationsOfThatTime()
    {
        var outage = TimeSpan.FromMinutes(10);
        var queue = new QueueSimulation(50, Timeout, requestTakes: at => at < outage ? Timeout : Instant)
            .Arrive(30_000, over: outage * 1.1)
            .Run();

        Assert.All(queue.Messages, message => Assert.InRange(message.Waits, 0, 10));
        Assert.True(queue.Took < outage * 1.11, $"took {queue.Took}");
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(2, 300)]
    [InlineData(0, 1000)]
    [InlineData(2, 50)]
    public void Gateway_Overloaded_IsKeptBusy(int seconds, int milliseconds)
    {
        var takes = TimeSpan.FromMilliseconds(milliseconds);
        var queue = new QueueSimulation(100, Timeout, requestTakes: takes)
            .Arrive(10_000, over: TimeSpan.FromSeconds(seconds))
            .Run();

        Assert.Equal(100, queue.MaxUnderWay);
        Assert.True(queue.Waits < 20_000, $"{queue.Waits} waits");
        Assert.True(queue.Took < takes * 100 * 1.2, $"took {queue.Took}");
    }

    // A woken message may enter at another process, and must not be waited for here.
    [Theory]
    [InlineData(100, 10.0, 20, 130)]
    [InlineData(100, 10.0, 1000, 130)]
    [InlineData(5, null, 20, 30)]
    [InlineData(5, null, 1000, 30)]
    public void Gateway_OfTwoProcesses_IsKeptBusy(int inFlight, double? perSecond, int wakeMilliseconds, int seconds)
    {
        var queue = new QueueSimulation(
            new GatewayLimits { InFlight = inFlight, PerSecond = perSecond }, Timeout, _ => TimeSpan.FromMilliseconds(200))
        {
            Processes = 2,
            WakeTakes = TimeSpan.FromMilliseconds(wakeMilliseconds),
        }.Arrive(1000, over: TimeSpan.Zero).Run();

        Assert.True(queue.Waits < 6000, $"{queue.Waits} waits");
        Assert.True(queue.Took < TimeSpan.FromSeconds(seconds), $"took {queue.Took}");
    }

    [Fact]
    public void Gateway_ThatIsFast_IsNotDelayedByThePessimisticEstimate()
    {
        var queue = new QueueSimulation(100, Timeout, requestTakes: Instant)
            .Arrive(1000, over: TimeSpan.Zero)
            .Arrive(100_000, over: TimeSpan.FromSeconds(20))
            .Run();

        Assert.True(queue.Waits < 1000, $"{queue.Waits} waits");
        Assert.All(queue.Messages, message => Assert.True(message.EndedAt - message.ArrivedAt < TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Gateway_SlowAndSlightlyOverloaded_ServesInTheOrderOfArrival()
    {
        var random = new Random(1);
        var queue = new QueueSimulation(100, Timeout * 3, requestTakes: _ => TimeSpan.FromSeconds(4) * random.NextDouble())
            .Arrive(10_000, over: TimeSpan.FromSeconds(180))
            .Run();

        Assert.True(queue.Waits < 15_000, $"{queue.Waits} waits");
        Assert.All(queue.Messages, message => Assert.InRange(message.Waits, 0, 4));
        Assert.True(queue.Took < TimeSpan.FromSeconds(215), $"took {queue.Took}");
    }
}
