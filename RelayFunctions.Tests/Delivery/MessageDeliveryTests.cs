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

        var delivery = Start.After(report, Noon);

        Assert.Equal([Failed(1)], delivery.Attempts);
        Assert.False(delivery.HasReservation);
        Assert.Equal(Noon.AddSeconds(61), report.NextAttemptAt(Noon));
    }

    [Fact]
    public void After_BusyGateway_UsesUpNoAttemptAndKeepsTheReservation()
    {
        var report = AttemptReport.Busy(Noon.AddSeconds(7));

        var delivery = Start.After(report, Noon);

        Assert.Empty(delivery.Attempts);
        Assert.True(delivery.HasReservation);
        Assert.Equal(Noon.AddSeconds(7), report.NextAttemptAt(Noon));
    }

    [Fact]
    public void After_AttemptWithAReservation_NeedsAnotherForTheNext()
    {
        var delivery = Start.After(AttemptReport.Busy(Noon), Noon)
            .After(AttemptReport.Made(Failed(1), Policy, null), Noon);

        Assert.False(delivery.HasReservation);
    }

    [Fact]
    public void EndAfter_AcceptedMessage_IsDelivered()
    {
        var report = AttemptReport.Made(new Attempt(1, Noon, Noon, 200), Policy, null);

        Assert.Null(report.NextAttemptAt(Noon));
        var result = Start.After(report, Noon).EndAfter(report);
        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Null(result.Error);
    }

    [Fact]
    public void EndAfter_LastFailedAttempt_IsFailedWithItsError()
    {
        var report = AttemptReport.Made(Failed(3), Policy, null);

        Assert.Null(report.NextAttemptAt(Noon));
        var result = Start.After(report, Noon).EndAfter(report);
        Assert.Equal((DeliveryOutcome.Failed, "503 Service Unavailable"), (result.Outcome, result.Error));
    }

    [Fact]
    public void EndAfter_RefusedMessage_IsFailedWithoutAnAttempt()
    {
        var report = AttemptReport.Refused("the catalogue has no gateway partner any more");

        Assert.Null(report.NextAttemptAt(Noon));
        var result = Start.After(report, Noon).EndAfter(report);
        Assert.Equal(DeliveryOutcome.Failed, result.Outcome);
        Assert.Equal("the catalogue has no gateway partner any more", result.Error);
        Assert.Empty(result.Attempts);
    }

    [Fact]
    public void EndAfter_RefusalAfterAnAttempt_KeepsTheErrorOfThat()
    {
        var delivery = Start.After(AttemptReport.Made(Failed(1), Policy, retryAfter: null), Noon);

        var result = delivery.EndAfter(AttemptReport.Refused("the catalogue has no gateway partner any more"));

        Assert.Equal(
            "503 Service Unavailable; then the catalogue has no gateway partner any more", result.Error);
    }

    [Fact]
    public void After_ReportsWithoutAnAttempt_KeepTheEndOfThePause()
    {
        var delivery = Start.After(AttemptReport.Made(Failed(1), Policy, retryAfter: null), Noon);

        Assert.Equal(Noon.AddSeconds(61), delivery.NotBefore);
        foreach (var report in new[]
            { AttemptReport.Deferred(TimeSpan.FromSeconds(9)), AttemptReport.Busy(Noon.AddHours(1)), AttemptReport.Interrupted() })
            Assert.Equal(Noon.AddSeconds(61), delivery.After(report, Noon.AddSeconds(50)).NotBefore);
    }

    [Fact]
    public void After_AttemptThatIsTooEarly_UsesUpNoneAndWaitsForTheRest()
    {
        var report = AttemptReport.Deferred(TimeSpan.FromSeconds(9));

        var delivery = Start.After(report, Noon);

        Assert.Empty(delivery.Attempts);
        Assert.Equal((1, 0), (delivery.NextNumber, delivery.Interruptions));
        Assert.Equal(Noon.AddSeconds(9), report.NextAttemptAt(Noon));
    }

    [Fact]
    public void Interrupted_Attempt_IsSentAgainWithItsNumberUntilItWasInterruptedTooOften()
    {
        var delivery = Start with { Attempts = [Failed(1)] };
        foreach (var seconds in new[] { 5, 10, 20, 40 })
        {
            var again = delivery.Interrupted(Noon, Noon.AddSeconds(1));
            delivery = delivery.After(again, Noon);

            Assert.Equal((2, Noon.AddSeconds(seconds)), (delivery.NextNumber, again.NextAttemptAt(Noon)));
        }

        var last = delivery.Interrupted(Noon, Noon.AddSeconds(1));

        Assert.Equal((2, Attempt.Interrupted), (last.Attempt?.Number, last.Attempt?.Error));
        Assert.Equal(Noon.AddSeconds(61), last.NextAttemptAt(Noon));
        Assert.Equal((3, 0), (delivery.After(last, Noon).NextNumber, delivery.After(last, Noon).Interruptions));
    }

    [Fact]
    public void Interrupted_LastAttemptTooOften_EndsTheDelivery()
    {
        var delivery = Start with { Attempts = [Failed(1), Failed(2)], Interruptions = DeliveryRules.MaxInterruptions - 1 };

        Assert.Null(delivery.Interrupted(Noon, Noon).NextAttemptAt(Noon));
    }

    [Fact]
    public void Interrupted_TooOften_FollowsThePolicyOfTheGateway()
    {
        var broken = Start with { Interruptions = DeliveryRules.MaxInterruptions - 1 };

        var once = (broken with { AttemptsAllowed = 1 }).Interrupted(Noon, Noon);
        var slow = (broken with { Interval = TimeSpan.FromMinutes(10) }).Interrupted(Noon, Noon);

        Assert.Equal((1, null), (once.AttemptsAllowed, once.NextAttemptAt(Noon)));
        Assert.Equal(Noon.AddMinutes(10), slow.NextAttemptAt(Noon));
    }

    [Fact]
    public void NextNumber_HistoryThatLacksAnInterruptedAttempt_ContinuesFromTheLast() =>
        Assert.Equal(3, (Start with { Attempts = [Failed(2)] }).NextNumber);

    private static Attempt Failed(int number) => new(number, Noon, Noon.AddSeconds(1), 503, "503 Service Unavailable");
}
