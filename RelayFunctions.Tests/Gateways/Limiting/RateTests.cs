using RelayFunctions.Gateways;

namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed class RateTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(0.5, 100)]
    [InlineData(1, 100)]
    [InlineData(2.5, 200)]
    [InlineData(20, 1000)]
    [InlineData(1000, 20_000)]
    public void Burst_OverTheRate_KeepsTheRateInAnySecondWithoutNeedlessDelay(double perSecond, int messages)
    {
        var queue = Simulate(perSecond)
            .Arrive(messages, over: TimeSpan.Zero)
            .Run();

        Assert.Equal(messages, queue.Starts.Count);
        AssertRate(queue, perSecond);
        Assert.All(queue.Messages, message => Assert.InRange(message.Waits, 0, 10));
        Assert.True(queue.Took < TimeSpan.FromSeconds((messages / perSecond) + 1), $"took {queue.Took}");
        Assert.True(queue.MaxHeld <= 400, $"{queue.MaxHeld} activities held");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 20)]
    [InlineData(2.5, 1)]
    public void Burst_AfterASecondOfQuiet_StartsAWholeNumberAtOnce(double perSecond, int atOnce)
    {
        var queue = Simulate(perSecond)
            .Arrive(40, over: TimeSpan.Zero)
            .Run();

        Assert.Equal(atOnce, queue.Starts.Count(start => start == TimeSpan.Zero));
    }

    [Fact]
    public void Stream_UnderTheRate_IsNotDelayed()
    {
        var queue = Simulate(perSecond: 20)
            .Arrive(2000, over: TimeSpan.FromSeconds(2000 / 19.0))
            .Run();

        Assert.Equal(0, queue.Waits);
        Assert.All(queue.Messages, message => Assert.Equal(TimeSpan.FromMilliseconds(50), message.EndedAt - message.ArrivedAt));
    }

    [Fact]
    public void Stream_OverTheRate_IsServedInOrderAtTheRate()
    {
        var queue = Simulate(perSecond: 20)
            .Arrive(2000, over: TimeSpan.FromSeconds(80))
            .Run();

        AssertRate(queue, 20);
        Assert.All(queue.Messages, message => Assert.InRange(message.Waits, 0, 10));
        Assert.True(queue.Took < TimeSpan.FromSeconds(101), $"took {queue.Took}");
    }

    // The lower one of the rate and the bound decides.
    [Theory]
    [InlineData(100, 10_000, 50, 10_000, 2000)]
    [InlineData(100, 1000, 50, 2000, 41)]
    [InlineData(10, 300, 1, 200, 61)]
    [InlineData(10, 300, 50, 1000, 100)]
    public void Burst_WithBothLimits_KeepsBothAndIsKeptBusy(
        double perSecond, int milliseconds, int inFlight, int messages, int seconds)
    {
        var queue = Simulate(perSecond, inFlight, milliseconds)
            .Arrive(messages, over: TimeSpan.Zero)
            .Run();

        AssertRate(queue, perSecond);
        Assert.True(queue.MaxUnderWay <= inFlight);
        Assert.All(queue.Messages, message => Assert.InRange(message.Waits, 0, 10));
        Assert.True(queue.Took < TimeSpan.FromSeconds(seconds * 1.01), $"took {queue.Took}");
    }

    // Of more than 1,000, the largest part that divides the number starts at once, so that the whole is never exceeded.
    [Theory]
    [InlineData(5, 1, 30, 5)]
    [InlineData(2000, 1, 5000, 1000)]
    [InlineData(1500, 1, 4000, 750)]
    [InlineData(1009, 1, 2100, 1)]
    [InlineData(1, 60, 4, 1)]
    [InlineData(100, 60, 350, 100)]
    [InlineData(500, 1440, 1200, 500)]
    [InlineData(100_000, 1440, 3000, 1000)]
    public void Burst_OverARateOfALongerTime_KeepsItInAnySuchTime(int number, int minutes, int messages, int atOnce)
    {
        var limits = Limits(number, minutes);
        var queue = new QueueSimulation(limits, Timeout, _ => TimeSpan.FromMilliseconds(50))
            .Arrive(messages, over: TimeSpan.Zero)
            .Run();

        var window = TimeSpan.FromMinutes(minutes) * atOnce / number;
        Assert.Equal(atOnce, queue.Starts.Count(start => start < window / 2));
        AssertRate(queue, number, TimeSpan.FromMinutes(minutes));
        AssertRate(queue, atOnce, window);
        Assert.All(queue.Messages, message => Assert.InRange(message.Waits, 0, 10));
        var bursts = (messages - 1) / atOnce;
        Assert.True(queue.Took < (window * bursts) + TimeSpan.FromSeconds(bursts + 1), $"took {queue.Took}");
    }

    // Messages that arrive while all permits are taken expect a gateway that hangs.
    [Theory]
    [InlineData(5, 1, 30)]
    [InlineData(200, 100, 1000)]
    [InlineData(500, 100, 2000)]
    public void Burst_OverTheRateAndTheRequestsAtOnce_FollowsAtTheRate(int perMinute, int inFlight, int messages)
    {
        var limits = new GatewayLimits { InFlight = inFlight, PerSecond = perMinute / 60.0, Burst = perMinute };
        var queue = new QueueSimulation(limits, Timeout, _ => TimeSpan.FromMilliseconds(50))
            .Arrive(messages, over: TimeSpan.Zero)
            .Run();

        AssertRate(queue, perMinute, TimeSpan.FromMinutes(1));
        Assert.True(queue.Took < TimeSpan.FromMinutes((messages - 1) / perMinute) + TimeSpan.FromSeconds(1), $"took {queue.Took}");
        Assert.True(queue.Waits <= messages * 2, $"{queue.Waits} waits");
    }

    private static GatewayLimits Limits(int number, int minutes) => minutes switch
    {
        1 => new GatewayLimits { InFlight = 250, PerMinute = number },
        60 => new GatewayLimits { InFlight = 250, PerHour = number },
        _ => new GatewayLimits { InFlight = 250, PerDay = number },
    };

    private static QueueSimulation Simulate(double perSecond, int inFlight = 100, int milliseconds = 50) => new(
        new GatewayLimits { InFlight = inFlight, PerSecond = perSecond }, Timeout, _ => TimeSpan.FromMilliseconds(milliseconds));

    private static void AssertRate(QueueSimulation queue, double perSecond)
    {
        var (most, seconds) = double.IsInteger(perSecond) ? ((int)perSecond, 1.0) : (1, 1 / perSecond);
        AssertRate(queue, most, TimeSpan.FromSeconds(seconds));
    }

    private static void AssertRate(QueueSimulation queue, int most, TimeSpan window)
    {
        for (var i = most; i < queue.Starts.Count; i++)
        {
            Assert.True(
                queue.Starts[i] - queue.Starts[i - most] >= window,
                $"{most + 1} starts from {queue.Starts[i - most]} to {queue.Starts[i]}");
        }
    }
}
