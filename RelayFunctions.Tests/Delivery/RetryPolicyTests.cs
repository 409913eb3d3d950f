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
    [InlineData(1, 503, 120)]
    [InlineData(2, 503, 120)]
    [InlineData(3, 503, null)]
    [InlineData(1, null, 120)]
    [InlineData(3, null, null)]
    [InlineData(1, 400, null)]
    [InlineData(1, 401, null)]
    [InlineData(1, 404, 120)]
    public void PauseAfter_AttemptAndStatus_DecideWhetherAnotherFollows(int attempt, int? status, int? seconds) =>
        Assert.Equal(Seconds(seconds), Policy.PauseAfter(attempt, status, retryAfter: null));

    [Theory]
    [InlineData(503, 60)]
    [InlineData(429, 60)]
    [InlineData(500, null)]
    [InlineData(404, null)]
    [InlineData(302, null)]
    [InlineData(200, 60)] // The body reports an error.
    [InlineData(null, 60)] // No response at all.
    public void PauseAfter_OnlySomeStatusesAreRepeated_EveryOtherIsPermanent(int? status, int? seconds) =>
        Assert.Equal(Seconds(seconds), new RetryPolicy { On = [429, 503] }.PauseAfter(1, status, retryAfter: null));

    [Fact]
    public void PauseAfter_NoStatusIsRepeated_OnlyAnAttemptWithoutAResponseIs()
    {
        var policy = new RetryPolicy { On = [] };

        Assert.Null(policy.PauseAfter(1, 503, Seconds(5)));
        Assert.NotNull(policy.PauseAfter(1, null, null));
    }

    [Theory]
    [InlineData(300, 300)]
    [InlineData(600, 600)]
    [InlineData(601, 600)] // No longer than maxInterval.
    [InlineData(30, 120)] // Never shorter than the interval.
    [InlineData(0, 120)]
    [InlineData(-3600, 120)] // A date that has passed.
    public void PauseAfter_RetryAfter_OnlyLengthensThePauseWithinTheBound(int retryAfter, int expected) =>
        Assert.Equal(Seconds(expected), Policy.PauseAfter(1, 429, Seconds(retryAfter)));

    [Fact]
    public void PauseAfter_RetryAfterOnTheLastAttempt_AllowsNoOther() =>
        Assert.Null(Policy.PauseAfter(3, 503, TimeSpan.FromMinutes(5)));

    [Fact]
    public void PauseAfter_Defaults_AreThreeAttemptsAMinuteApart()
    {
        var policy = new RetryPolicy();

        Assert.Equal(TimeSpan.FromSeconds(60), policy.PauseAfter(1, 500, null));
        Assert.Equal(TimeSpan.FromSeconds(60), policy.PauseAfter(2, 500, null));
        Assert.Null(policy.PauseAfter(3, 500, null));
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;
}
