using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>Long messages for gateways that hang leave memory for those of other gateways.</summary>
public sealed partial class GatewayLimiterTests
{
    // A sixth, 84 MB, is for attempts: 28 of the longest messages.
    private const long AvailableBytes = 512L * 1024 * 1024;

    private static readonly int LongMessage = AttemptMemory.UnitsOfAttempt(262_144);
    private static readonly int ShortMessage = AttemptMemory.UnitsOfAttempt(100);

    [Theory]
    [InlineData(1, 11, 12)]
    [InlineData(2, 7, 8)]
    [InlineData(5, 3, 4)]
    public async Task Enter_LongMessagesForGatewaysThatHang_TakeEqualSharesOfTheMemory(int gateways, int least, int most)
    {
        var limiter = new GatewayLimiter(_time, AvailableBytes);
        var started = new int[gateways];
        for (var i = 0; i < 50 * gateways; i++)
        {
            var gateway = i % gateways;
            started[gateway] += await StartsAsync(limiter, Named($"hanging{gateway}", inFlight: 100), LongMessage) ? 1 : 0;
        }

        Assert.All(started, count => Assert.InRange(count, least, most));
        Assert.True(await StartsAsync(limiter, Named("lively", inFlight: 100), LongMessage));
    }

    [Fact]
    public async Task Enter_OneLongMessageForEachOfManyGatewaysThatHang_LeavesRoomForShortOnes()
    {
        var limiter = new GatewayLimiter(_time, AvailableBytes);
        var started = 0;
        for (var i = 0; i < 40; i++)
            started += await StartsAsync(limiter, Named($"hanging{i}", inFlight: 100), LongMessage) ? 1 : 0;

        Assert.InRange(started, 20, 28);
        Assert.True(await StartsAsync(limiter, Named("lively", inFlight: 100), ShortMessage));
    }

    [Fact]
    public async Task Enter_ShortMessagesBesideLongOnes_AreNotCountedAsLong()
    {
        var limiter = new GatewayLimiter(_time, AvailableBytes);
        var gateway = Named("mixed", inFlight: 250);
        Assert.True(await StartsAsync(limiter, gateway, LongMessage));

        for (var i = 0; i < 200; i++)
            Assert.True(await StartsAsync(limiter, gateway, ShortMessage));
    }

    [Fact]
    public async Task Enter_MemoryOfAnEndedRequest_IsFreeAgain()
    {
        var limiter = new GatewayLimiter(_time, AvailableBytes);
        var gateway = Named("partner", inFlight: 100);
        for (var i = 0; i < 100; i++)
        {
            using var permit = await EnterAsync(limiter, gateway, LongMessage) as GatewayPermit;
            Assert.NotNull(permit);
            if (i % 2 == 0)
                permit.Waive();
        }
    }

    [Fact]
    public async Task Enter_MessageLongerThanTheWholeShare_StartsAlone()
    {
        var limiter = new GatewayLimiter(_time, availableBytes: 1024 * 1024);
        var gateway = Named("partner", inFlight: 100);

        Assert.True(await StartsAsync(limiter, gateway, LongMessage));
        Assert.False(await StartsAsync(limiter, gateway, LongMessage));
    }

    private async Task<bool> StartsAsync(GatewayLimiter limiter, Gateway gateway, int units) =>
        await EnterAsync(limiter, gateway, units) is GatewayPermit;

    private async Task<LimiterDecision> EnterAsync(GatewayLimiter limiter, Gateway gateway, int units)
    {
        var entering = limiter.EnterAsync(gateway, NextId(), units: units);
        _time.Advance(WaitingLine.MaxStay);
        return await entering;
    }
}
