using RelayFunctions.Delivery;

namespace RelayFunctions.Tests.Delivery;

public sealed class MessageDeliveryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MessageDelivery Start = new("Hello", "partner", Noon);
    private static readonly RetryPolicy Policy = new();

    [Fact]
    public void After_FailedAttempt_KeepsItAndPlansTheNext()
    {
        var report = AttemptReport.Made(Failed(1), Policy, retryAfter: null);

        var delivery = Start.After(report);

        Assert.Equal([Failed(1)], delivery.Attempts);
        Assert.False(delivery.HasPlace);
        Assert.Equal(Noon.AddSeconds(61), report.NextAttemptAt(Noon));
    }

    [Fact]
    public void After_BusyGateway_SpendsNoAttemptAndKeepsThePlace()
    {
        var report = AttemptReport.Busy(Noon.AddSeconds(7));

        var delivery = Start.After(report);

        Assert.Empty(delivery.Attempts);
        Assert.True(delivery.HasPlace);
        Assert.Equal(Noon.AddSeconds(7), report.NextAttemptAt(Noon));
    }

    [Fact]
    public void After_AttemptThatHadAPlace_NeedsAnotherPlaceForTheNext()
    {
        var delivery = Start.After(AttemptReport.Busy(Noon)).After(AttemptReport.Made(Failed(1), Policy, null));

        Assert.False(delivery.HasPlace);
    }

    [Fact]
    public void EndAfter_TakenMessage_IsDelivered()
    {
        var report = AttemptReport.Made(new Attempt(1, Noon, Noon, 200), Policy, null);

        Assert.Null(report.NextAttemptAt(Noon));
        var result = Start.After(report).EndAfter(report);
        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Null(result.Error);
    }

    [Fact]
    public void EndAfter_LastFailedAttempt_IsFailedWithItsError()
    {
        var report = AttemptReport.Made(Failed(3), Policy, null);

        Assert.Null(report.NextAttemptAt(Noon));
        var result = Start.After(report).EndAfter(report);
        Assert.Equal((DeliveryOutcome.Failed, "503 Service Unavailable"), (result.Outcome, result.Error));
    }

    [Fact]
    public void EndAfter_RefusedMessage_IsFailedWithoutAnAttempt()
    {
        var report = AttemptReport.Refused("the catalogue has no gateway partner any more");

        Assert.Null(report.NextAttemptAt(Noon));
        var result = Start.After(report).EndAfter(report);
        Assert.Equal(DeliveryOutcome.Failed, result.Outcome);
        Assert.Equal("the catalogue has no gateway partner any more", result.Error);
        Assert.Empty(result.Attempts);
    }

    [Fact]
    public void EndAfter_RefusalAfterAnAttempt_KeepsTheErrorOfThat()
    {
        var delivery = Start.After(AttemptReport.Made(Failed(1), Policy, retryAfter: null));

        var result = delivery.EndAfter(AttemptReport.Refused("the catalogue has no gateway partner any more"));

        Assert.Equal(
            "503 Service Unavailable; then the catalogue has no gateway partner any more", result.Error);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void BrokenOff_AttemptThatRelayLost_CountsAsAFailedOne(int number, bool anotherFollows)
    {
        var delivery = Start with { Attempts = [.. Enumerable.Range(1, number - 1).Select(Failed)] };

        var report = delivery.BrokenOff(Noon, Noon.AddSeconds(1));

        Assert.Equal(anotherFollows ? Noon.AddSeconds(61) : null, report.NextAttemptAt(Noon));
        Assert.Equal((number, Attempt.BrokenOff), (report.Attempt?.Number, report.Attempt?.Error));
    }

    [Fact]
    public void BrokenOff_PolicyOfTheGateway_Holds()
    {
        var once = (Start with { AttemptsAllowed = 1 }).BrokenOff(Noon, Noon);
        var slow = (Start with { Interval = TimeSpan.FromMinutes(10) }).BrokenOff(Noon, Noon);

        Assert.Equal((1, null), (once.AttemptsAllowed, once.NextAttemptAt(Noon)));
        Assert.Equal(Noon.AddMinutes(10), slow.NextAttemptAt(Noon));
    }

    private static Attempt Failed(int number) => new(number, Noon, Noon.AddSeconds(1), 503, "503 Service Unavailable");
}
