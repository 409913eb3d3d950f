using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed partial class GatewayLimiterTests
{
    [Theory]
    [InlineData(1, 60)]
    [InlineData(1_200, 60)]
    [InlineData(2_401, 120)]
    [InlineData(20_000, 900)]
    public async Task Enter_PausedGateway_LooksAgainAfterOneToFifteenMinutes(int messages, int seconds)
    {
        var paused = Named("partner", inFlight: 10) with { IsPaused = true };
        LimiterDecision? last = null;
        for (var i = 0; i < messages; i++)
            last = await EnterAsync(paused);

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(seconds), last!.RetryAt);
    }

    [Fact]
    public async Task Leave_AfterAPause_WakesTheOldestMessages()
    {
        var gateway = Named("partner", inFlight: 20);
        var ids = Enumerable.Range(0, 15).Select(_ => NextId()).ToArray();
        foreach (var id in ids)
            await _limiter.EnterAsync(gateway with { IsPaused = true }, id);

        var permit = await _limiter.EnterAsync(gateway, ids[0]);
        permit.Dispose();

        Assert.Equal(ids[1..11], permit.Woken);
    }

    [Fact]
    public async Task Leave_DuringAPause_WakesNone()
    {
        var gateway = Named("partner", inFlight: 2);
        var permit = await EnterAsync(gateway);
        await EnterAsync(gateway with { IsPaused = true });

        permit.Dispose();

        Assert.Empty(permit.Woken);
    }
}
