using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed class RequestPermitsTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(10, 900)]
    [InlineData(100, 20)]
    public void NextRoom_GatewayHangsAtItsLimitOrItsShare_IsAfterItsTimeout(int inFlight, int capacity)
    {
        var permits = new RequestPermits(new SharedCapacity(capacity, reserve: 0), AttemptMemory.Of(long.MaxValue));
        permits.Set(new GatewayLimits { InFlight = inFlight }, Timeout);
        var now = TimeSpan.FromMinutes(1);
        while (permits.CanStart(now) && permits.AvailablePermits > 0)
        {
            permits.Take(units: 1);
            permits.Start(now);
        }

        Assert.Equal(10, permits.InFlight);
        Assert.InRange(permits.NextRoom(now, asleep: 0, present: 0), now + Timeout, now + (2 * Timeout));
    }
}
