using RelayFunctions.Delivery;

namespace RelayFunctions.Tests.Delivery;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new()
    {
        Attempts = 3,
        Interval = TimeSpan.FromMinutes(2),
        MaxInterval = TimeSpan.FromMinutes(10),
        StopOn = [400, 401],
    };

    [Theory]
    [InlineData(1, 120)]
    [InlineData(2, 120)]
    [InlineData(3, null)]
    public void PauseAfter_Attempt_DecidesWhetherAnotherFollows(int attempt, int? seconds) =>
        Assert.Equal(Seconds(seconds), Policy.PauseAfter(attempt, retryAfter: null));

    [Theory]
    [InlineData(503, false)]
    [InlineData(400, true)]
    [InlineData(401, true)]
    [InlineData(404, false)]
    [InlineData(null, false)]
    public void IsPermanent_SomeStatusesStop_OnlyTheyAre(int? status, bool isPermanent) =>
        Assert.Equal(isPermanent, Policy.IsPermanent(status));

    [Theory]
    [InlineData(503, false)]
    [InlineData(429, false)]
    [InlineData(500, true)]
    [InlineData(404, true)]
    [InlineData(302, true)]
    [InlineData(200, false)] // The body reports an error.
    [InlineData(null, false)] // No response at all.
    public void IsPermanent_OnlySomeStatusesAreRepeated_EveryOtherIs(int? status, bool isPermanent) =>
        Assert.Equal(isPermanent, new RetryPolicy { On = [429, 503] }.IsPermanent(status));

    [Fact]
    public void IsPermanent_NoStatusIsRepeated_OnlyAnAttemptWithoutAResponseIs()
    {
        var policy = new RetryPolicy { On = [] };

        Assert.True(policy.IsPermanent(503));
        Assert.False(policy.IsPermanent(null));
    }

    [Theory]
    [InlineData(300, 300)]
    [InlineData(600, 600)]
    [InlineData(601, 600)] // No longer than maxInterval.
    [InlineData(30, 120)] // Never shorter than the interval.
    [InlineData(0, 120)]
    [InlineData(-3600, 120)] // A date that has passed.
    public void PauseAfter_RetryAfter_OnlyLengthensThePauseWithinTheBound(int retryAfter, int expected) =>
        Assert.Equal(Seconds(expected), Policy.PauseAfter(1, Seconds(retryAfter)));

    [Fact]
    public void PauseAfter_RetryAfterOnTheLastAttempt_AllowsNoOther() =>
        Assert.Null(Policy.PauseAfter(3, TimeSpan.FromMinutes(5)));

    [Fact]
    public void PauseAfter_Defaults_AreThreeAttemptsAMinuteApart()
    {
        var policy = new RetryPolicy();

        Assert.Equal(TimeSpan.FromSeconds(60), policy.PauseAfter(1, null));
        Assert.Equal(TimeSpan.FromSeconds(60), policy.PauseAfter(2, null));
        Assert.Null(policy.PauseAfter(3, null));
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;
}
