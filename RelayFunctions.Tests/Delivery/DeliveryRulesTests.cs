using RelayFunctions.Delivery;

namespace RelayFunctions.Tests.Delivery;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 60, 60)]
    [InlineData(5, 60, 65)] // The planner's clock is ahead: the pause begins at its time.
    [InlineData(-5, 60, 60)] // It is behind: the pause begins at the end that the attempt reports.
    [InlineData(0, 90, 90)]
    [InlineData(0, 59, 60)] // No pause is shorter than a minute, even if the gateway asks for it.
    [InlineData(0, 0, 60)]
    public void NextAttemptAt_PauseAfterAnAttempt_CountsFromTheLaterClock(int aheadSeconds, int pauseSeconds, int expectedSeconds)
    {
        var next = DeliveryRules.NextAttemptAt(
            Noon.AddSeconds(aheadSeconds), endedAt: Noon, TimeSpan.FromSeconds(pauseSeconds));

        Assert.Equal(Noon.AddSeconds(expectedSeconds), next);
    }
}
