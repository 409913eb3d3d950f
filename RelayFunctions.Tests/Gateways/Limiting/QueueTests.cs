namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed class QueueTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Fact]
    public void Gateway_ThatHangsUnderABurst_IsAskedWithinItsBoundAndAlmostAllTheTime()
    {
        var queue = new QueueSimulation(50, Timeout, requestTakes: Timeout).Arrive(10_000, over: TimeSpan.Zero).Run();

        Assert.Equal(10_000, queue.Sent);
        Assert.Equal(50, queue.MostUnderWay);
        Assert.True(queue.MostHeld <= 55, $"{queue.MostHeld} activities held");
        Assert.True(queue.Waits < 10_000 * 2, $"{queue.Waits} waits");
        Assert.True(queue.MostWaitsOfOne <= 8, $"{queue.MostWaitsOfOne} waits of one message");
        Assert.True(queue.Took < Timeout * 200 * 1.5, $"took {queue.Took}");
    }

    [Fact]
    public void Gateway_ThatHangsUnderASteadyStream_CostsAMessageAboutOneWait()
    {
        var queue = new QueueSimulation(50, Timeout, requestTakes: Timeout)
            .Arrive(10_000, over: TimeSpan.FromMinutes(10))
            .Run();

        Assert.Equal(10_000, queue.Sent);
        Assert.True(queue.Waits < 10_000 * 1.2, $"{queue.Waits} waits");
    }

    [Fact]
    public void Gateway_ThatIsFast_IsNotKeptWaitingByWhatWasFearedOfIt()
    {
        var queue = new QueueSimulation(100, Timeout, requestTakes: TimeSpan.FromMilliseconds(5))
            .Arrive(1000, over: TimeSpan.Zero)
            .Arrive(100_000, over: TimeSpan.FromSeconds(20))
            .Run();

        Assert.Equal(101_000, queue.Sent);
        Assert.True(queue.Waits < 1000, $"{queue.Waits} waits");
        Assert.True(queue.Took < TimeSpan.FromSeconds(21), $"took {queue.Took}");
    }
}
