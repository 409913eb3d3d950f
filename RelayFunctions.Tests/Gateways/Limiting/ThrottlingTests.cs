using RelayFunctions.Gateways;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>A gateway that throttles requests (429: "not now").</summary>
public sealed class ThrottlingTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Takes = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void Throttling_OfOneRequest_HoldsTheOthersUntilItsWaitIsOverWithoutAnAttempt()
    {
        var wait = TimeSpan.FromMinutes(5);
        var queue = new QueueSimulation(100, Timeout, Takes) { Throttling = at => at < TimeSpan.FromMilliseconds(1) ? wait : null }
            .Arrive(8, over: TimeSpan.FromSeconds(4))
            .Run();

        Assert.Equal(1, queue.Throttled);
        Assert.Equal(9, queue.Starts.Count);
        Assert.All(queue.Starts.Skip(1), start => Assert.InRange(start, wait, wait + TimeSpan.FromMinutes(1)));
        AssertPaced(queue.Starts.Skip(1));
    }

    [Fact]
    public void Throttling_OfAWholeBurst_RetriesThemOneAfterTheOther()
    {
        var queue = new QueueSimulation(100, Timeout, Takes) { Throttling = at => at < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(30) : null }
            .Arrive(50, over: TimeSpan.Zero)
            .Run();

        Assert.Equal(50, queue.Throttled);
        Assert.All(queue.Messages, message => Assert.Equal(2, message.Attempts));
        AssertPaced(queue.Starts.Skip(50));
        Assert.True(queue.Took < TimeSpan.FromMinutes(3), $"took {queue.Took}");
    }

    // A reservation of hours would outlast a change of the rate.
    [Fact]
    public void Throttling_AtALowRate_HoldsTheOthersForMinutes()
    {
        var queue = new QueueSimulation(new GatewayLimits { PerDay = 500 }, Timeout, _ => Takes)
        {
            Throttling = at => at < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMinutes(1) : null,
        }
            .Arrive(101, over: TimeSpan.FromSeconds(1))
            .Run();

        Assert.Equal(1, queue.Throttled);
        Assert.True(queue.Took < TimeSpan.FromMinutes(25), $"took {queue.Took}");
    }

    // Each of them makes the messages that wait reserve again: what they had reserved before is void.
    [Theory]
    [InlineData(20, 100)]
    [InlineData(100, 300)]
    public void Throttling_OfRequestsThatEndOneByOne_ProbesOnceTheLastWaitIsOver(int inFlight, int messages)
    {
        var wait = TimeSpan.FromSeconds(1);
        var apart = TimeSpan.FromMilliseconds(40);
        var ended = 0;
        var throttled = 0;
        var queue = new QueueSimulation(inFlight, Timeout, _ => TimeSpan.FromSeconds(1) + (ended++ * apart))
        {
            Throttling = _ => throttled++ < inFlight ? wait : null,
        }
            .Arrive(messages, over: TimeSpan.Zero)
            .Run();

        var lastThrottled = TimeSpan.FromSeconds(1) + ((inFlight - 1) * apart);
        Assert.InRange(queue.Starts[inFlight], lastThrottled + wait, lastThrottled + wait + TimeSpan.FromMilliseconds(100));
        AssertPaced(queue.Starts.Skip(inFlight));
    }

    // All others sleep until reservations that the second closing made void.
    [Fact]
    public void Throttling_OfTheFirstRequestAfterTheWait_ProbesOnceTheNewWaitIsOver()
    {
        var (first, second) = (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        var queue = new QueueSimulation(100, Timeout, Takes)
        {
            Throttling = at => at < TimeSpan.FromMilliseconds(1) ? first : at < first + second ? second : null,
        }
            .Arrive(20, over: TimeSpan.FromSeconds(4))
            .Run();

        var probes = queue.Starts.Order().Where(start => start > Takes).Take(2).ToArray();
        Assert.InRange(probes[0], first + Takes, first + (2 * Takes));
        Assert.InRange(probes[1], probes[0] + Takes + second, probes[0] + Takes + second + Takes);
    }

    [Fact]
    public void Throttling_AgainOnTheRamp_ProbesOnceThatWaitIsOver()
    {
        var wait = TimeSpan.FromSeconds(1);
        var throttledAt = new List<TimeSpan>();
        var queue = new QueueSimulation(20, Timeout, Takes) { Throttling = ThrottleFrom([0, 2, 6, 12], wait, throttledAt) }
            .Arrive(200, over: TimeSpan.Zero)
            .Run();

        Assert.Equal(4, throttledAt.Count);
        foreach (var at in throttledAt.Skip(1))
            Assert.InRange(queue.Starts.Order().First(start => start > at), at + wait, at + wait + TimeSpan.FromMilliseconds(100));
    }

    // A service may name a second, or none, for as long as it is overloaded. Each request that it throttles is an
    // attempt of a message.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(60)]
    public void Throttling_ForLongerThanItNames_CostsNoMoreAttemptsThanOneAMinute(int seconds)
    {
        var ends = TimeSpan.FromMinutes(20);
        var queue = new QueueSimulation(20, Timeout, Takes) { Throttling = at => at < ends ? TimeSpan.FromSeconds(seconds) : null }
            .Arrive(200, over: TimeSpan.FromSeconds(20))
            .Run();

        Assert.InRange(queue.Throttled, 15, 30);
        Assert.True(queue.Took < ends + TimeSpan.FromMinutes(10), $"took {queue.Took}");
    }

    [Fact]
    public void Throttling_AfterARequestThatWasTaken_WaitsAsLongAsItNamesAgain()
    {
        var wait = TimeSpan.FromSeconds(1);
        var throttledAt = new List<TimeSpan>();
        var queue = new QueueSimulation(1, Timeout, Takes) { Throttling = ThrottleFrom([0, 1, 2, 4, 60], wait, throttledAt) }
            .Arrive(300, over: TimeSpan.FromSeconds(120))
            .Run();

        var probes = throttledAt.Select(at => queue.Starts.Order().First(start => start >= at) - at).ToArray();
        Assert.Equal([1, 1, 2, 4, 1], probes.Select(probe => Math.Floor(probe.TotalSeconds)));
    }

    // The token buckets of services: their size, the tokens per second, and the messages at once.
    [Theory]
    [InlineData(10, 0.2, 60)]
    [InlineData(60, 0.2, 100)]
    [InlineData(5, 2.5, 30)]
    [InlineData(20, 0.3333, 80)]
    [InlineData(1, 1, 50)]
    [InlineData(100, 10, 1000)]
    public void Service_WithALimitThatTheCatalogueLacks_AcceptsAllWithinThreeAttempts(int size, double perSecond, int messages)
    {
        for (var run = 0; run < 20; run++)
        {
            var bucket = new TokenBucket(size, perSecond);
            var queue = new QueueSimulation(100, Timeout, Takes) { Throttling = bucket.Take }
                .Arrive(messages, over: TimeSpan.Zero)
                .Run();

            Assert.True(queue.Messages.All(message => message.Attempts <= 3), $"run {run}: {queue.Messages.Count(m => m.Attempts > 3)} lost; {string.Join(" ", queue.Messages.GroupBy(m => m.Attempts).Select(g => $"{g.Key}:{g.Count()}"))} took {queue.Took}");
        }
    }

    [Theory]
    [InlineData(10, 0.2, 60)]
    [InlineData(60, 0.2, 100)]
    [InlineData(5, 2.5, 30)]
    public void Service_WithALimitInTheCatalogue_RejectsNothing(int size, double perSecond, int messages)
    {
        var bucket = new TokenBucket(size, perSecond);
        var limits = new GatewayLimits { PerSecond = perSecond, Burst = size };
        var queue = new QueueSimulation(limits, Timeout, _ => Takes) { Throttling = bucket.Take }
            .Arrive(messages, over: TimeSpan.Zero)
            .Run();

        Assert.Equal(0, queue.Throttled);
        Assert.True(queue.Took < TimeSpan.FromSeconds((messages / perSecond) + 1), $"took {queue.Took}");
    }

    [Fact]
    public void Service_ThatAlwaysRejects_UsesUpTheAttempts()
    {
        var queue = new QueueSimulation(100, Timeout, Takes) { Throttling = _ => TimeSpan.FromMinutes(10), MaxAttempts = 3 }
            .Arrive(200, over: TimeSpan.FromSeconds(200))
            .Run();

        Assert.All(queue.Messages, message => Assert.Equal(3, message.Attempts));
        Assert.True(queue.Took < TimeSpan.FromHours(2), $"took {queue.Took}");
    }

    /// <summary>Throttles the first request from each of these seconds on, and lists when it ended.</summary>
    private static Func<TimeSpan, TimeSpan?> ThrottleFrom(double[] seconds, TimeSpan wait, List<TimeSpan> throttledAt)
    {
        var times = new Queue<double>(seconds);
        return at =>
        {
            if (!times.TryPeek(out var next) || at.TotalSeconds < next)
                return null;
            times.Dequeue();
            throttledAt.Add(at + Takes);
            return wait;
        };
    }

    private static void AssertPaced(IEnumerable<TimeSpan> starts)
    {
        var sorted = starts.Order().ToArray();
        Assert.True(sorted[1] - sorted[0] > TimeSpan.FromMilliseconds(500), $"{sorted[0]}, {sorted[1]}");
        Assert.Equal(sorted.Length, sorted.Distinct().Count());
    }
}
