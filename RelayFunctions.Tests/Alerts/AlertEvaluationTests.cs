using RelayFunctions.Alerts;
using RelayFunctions.Gateways;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Statistics;

namespace RelayFunctions.Tests.Alerts;

/// <summary>The decisions of alerts, as a function of counts, state and time.</summary>
public sealed class AlertEvaluationTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly AlertRule Rule = new("ops", ["chat"], ["sms"])
    {
        Failures = new FailureThreshold { Count = 4, Share = 0.6, Window = 10 * Minute },
        OldestWaiting = 10 * Minute,
    };

    [Theory]
    [InlineData(4, 0, true)]
    [InlineData(3, 0, false)] // All of them failed, but there were very few.
    [InlineData(6, 4, true)] // Exactly the share, which has no exact binary representation.
    [InlineData(59, 41, false)]
    [InlineData(0, 0, false)]
    public void Evaluation_OfFailures_NeedsCountAndShare(int failed, int delivered, bool isReported) =>
        Assert.Equal(isReported ? 1 : 0, Look(new AlertState(Now), Now, Ended(failed, delivered)).Unsent.Count);

    [Theory]
    [InlineData(13, true)] // The window and the 3.5 min of the retries, in whole minutes.
    [InlineData(15, false)]
    public void Evaluation_OfOldFailures_CountsThoseOfTheWindowAndTheRetries(int age, bool isReported) =>
        Assert.Equal(isReported ? 1 : 0, Look(new AlertState(Now), Now, Ended(5, 0, age)).Unsent.Count);

    [Fact]
    public void Evaluation_OfMessagesOfAlertsAndDeferredOnes_CountsNeither()
    {
        var counts = Ended(50, 0).Select(count => count with { Kind = MessageKind.Alert })
            .Append(Waiting(Now - (60 * Minute), MessageKind.Alert))
            .Append(Waiting(Now - (60 * Minute), MessageKind.Deferred));

        Assert.Empty(Look(new AlertState(Now), Now, [.. counts]).Incidents);
    }

    [Fact]
    public void Evaluation_OnAClockThatWasSetBack_NotifiesAfterTheMinInterval()
    {
        var reported = Look(new AlertState(Now), Now, Ended(5, 0)) with { Unsent = [], Incidents = [] };
        var earlier = Now - TimeSpan.FromDays(30);

        var first = Look(reported, earlier, Ended(5, 0));
        var second = Look(first, earlier + AlertEvaluation.MinInterval, Ended(5, 0));

        Assert.Empty(first.Unsent);
        Assert.Single(second.Unsent);
    }

    [Fact]
    public void Evaluation_TwiceOfTheSameCounts_DecidesTheSameMessage()
    {
        var state = new AlertState(Now);

        var one = Look(state, Now, Ended(5, 0)).Unsent;
        var other = Look(state, Now, Ended(5, 0)).Unsent;

        Assert.Equal(one, other);
    }

    [Fact]
    public void Evaluation_IncidentEndsBeforeTheNotification_NotifiesNothing()
    {
        var state = new AlertState(Now) { ReportedAt = new Dictionary<string, DateTimeOffset> { ["ops"] = Now } };

        var silent = Look(state, Now + Minute, Waiting(Now - (10 * Minute)));
        var over = Look(silent, Now + (2 * Minute));
        var later = Look(over, Now + AlertEvaluation.MinInterval);

        Assert.Single(silent.Incidents);
        Assert.Empty(over.Incidents);
        Assert.Empty(later.Unsent);
    }

    [Fact]
    public void Evaluation_WaitsFlapAroundTheThreshold_NotifiesOnce()
    {
        var state = new AlertState(Now);
        var reported = 0;
        for (var minute = 0; minute < 120; minute++)
        {
            var now = Now + (minute * Minute);
            state = Look(state with { Unsent = [] }, now, Waiting(now - ((4 + (minute % 8)) * Minute)));
            reported += state.Unsent.Count;
        }

        Assert.Equal(1, reported);
    }

    [Fact]
    public void Evaluation_ManyGatewaysAtOnce_IsOneMessageOfFewLines()
    {
        string[] names = [.. Enumerable.Range(0, 200).Select(number => $"gateway{number}")];

        var state = AlertEvaluation.Evaluate(
            new AlertState(Now),
            Catalogue(Rule with { Watched = names }, names),
            new MessageStatistics([.. names.SelectMany(name => Ended(5, 0).Select(count => count with { Gateway = name }))], IsComplete: false),
            Now);

        var notice = Assert.Single(state.Unsent);
        Assert.Equal(11, notice.Text.Split('\n').Length);
        Assert.EndsWith("And 190 more gateways: look at /console.", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluation_GatewayIsNotWatchedForAMoment_GoesOnWithTheIncident()
    {
        var reported = Look(new AlertState(Now), Now, Ended(5, 0));

        var without = LookWithout(reported, Now + Minute);
        var failing = Look(without, Now + (30 * Minute), Ended(5, 0));
        var calm = Look(without, Now + (30 * Minute), Ended(0, 1));
        var recovered = Look(calm, Now + (30 * Minute) + AlertEvaluation.MinRecoveryTime, Ended(0, 1));

        Assert.Equal(Now, Assert.Single(failing.Incidents).Since);
        Assert.Single(failing.Unsent);
        Assert.Equal(2, recovered.Unsent.Count);
        Assert.Contains("sms has recovered. It had been in trouble since 2030-01-01 12:00Z", recovered.Unsent[^1].Text, StringComparison.Ordinal);
        Assert.Empty(recovered.Incidents);
    }

    // What happened meanwhile is unknown.
    [Fact]
    public void Evaluation_GatewayIsNotWatchedWhileItRecovers_RecoversAfterTheMinTimeFromItsReturn()
    {
        var reported = Look(new AlertState(Now), Now, Ended(5, 0));
        var calm = Look(reported, Now + (10 * Minute), Ended(0, 1));

        var without = LookWithout(calm, Now + (11 * Minute));
        var back = Look(without, Now + (20 * Minute), Ended(0, 1));

        Assert.NotNull(Assert.Single(calm.Incidents).RecoveringSince);
        Assert.Equal(Now + (20 * Minute), Assert.Single(back.Incidents).RecoveringSince);
        Assert.Single(back.Unsent);
    }

    [Theory]
    [InlineData(24 * 60, 1)]
    [InlineData((24 * 60) + 1, 2)]
    public void Evaluation_GatewayIsNotWatchedForLongerThanADay_EndsTheIncidentSilently(int minutes, int reports)
    {
        var reported = Look(new AlertState(Now - Minute), Now - Minute, Ended(5, 0));

        var without = LookWithout(LookWithout(reported, Now), Now + (minutes * Minute));
        var back = Look(without, Now + (minutes * Minute) + Minute, Ended(5, 0));

        Assert.Equal(2 - reports, without.Incidents.Count);
        Assert.Equal(reports, back.Unsent.Count);
    }

    [Fact]
    public void Evaluation_GatewayComesAndGoes_StartsTheDayAgain()
    {
        var state = Look(new AlertState(Now), Now, Ended(5, 0));
        for (var hours = 1; hours <= 60; hours += 20)
        {
            state = LookWithout(state, Now + TimeSpan.FromHours(hours));
            state = Look(state, Now + TimeSpan.FromHours(hours + 19), Ended(5, 0));
        }

        Assert.Equal(Now, Assert.Single(state.Incidents).Since);
        Assert.Single(state.Unsent);
    }

    [Fact]
    public void Evaluation_GatewayIsNotWatchedBeforeItWasReported_EndsTheIncident()
    {
        var state = new AlertState(Now) { ReportedAt = new Dictionary<string, DateTimeOffset> { ["ops"] = Now } };
        var silent = Look(state, Now + Minute, Ended(5, 0));

        Assert.Single(silent.Incidents);
        Assert.Empty(LookWithout(silent, Now + (2 * Minute)).Incidents);
    }

    [Fact]
    public void Evaluation_AlertIsRemoved_EndsItsIncidents()
    {
        var reported = Look(new AlertState(Now), Now, Ended(5, 0));

        var without = AlertEvaluation.Evaluate(
            reported,
            Catalogue(Rule with { Name = "other", Watched = ["mail"] }, ["chat", "mail"]),
            new MessageStatistics([], IsComplete: false),
            Now + Minute);

        Assert.Empty(without.Incidents);
    }

    [Fact]
    public void Evaluation_OnAClockThatWasSetBack_KeepsAnIncidentForADayAtMost()
    {
        var without = LookWithout(Look(new AlertState(Now), Now, Ended(5, 0)), Now + Minute);
        var earlier = Now - TimeSpan.FromDays(30);

        var first = LookWithout(without, earlier);
        var second = LookWithout(first, earlier + TimeSpan.FromDays(1) + Minute);

        Assert.Single(first.Incidents);
        Assert.Empty(second.Incidents);
    }

    private static AlertState LookWithout(AlertState state, DateTimeOffset now) => AlertEvaluation.Evaluate(
        state,
        Catalogue(Rule with { Watched = ["mail"] }, ["chat", "mail"]),
        new MessageStatistics(Ended(5, 0), IsComplete: false),
        now);

    private static AlertState Look(AlertState state, DateTimeOffset now, params MessageCount[] counts) => AlertEvaluation.Evaluate(
        state, Catalogue(Rule, ["chat", "sms"]), new MessageStatistics(counts, IsComplete: false), now);

    private static GatewayCatalogue Catalogue(AlertRule rule, IEnumerable<string> names) => new(names.Select(name => new Gateway
    {
        Name = name,
        Request = RequestFormat.Plain(new Uri($"https://{name}.example"), isSecret: false),
    }))
    {
        Alerts = [rule],
    };

    private static MessageCount[] Ended(int failed, int delivered, int age = 1) =>
        [Count(MessageState.Failed, failed, age), Count(MessageState.Delivered, delivered, age)];

    private static MessageCount Count(MessageState status, int count, int age)
    {
        var perMinute = new long[MessageCount.Minutes];
        perMinute[MessageCount.Minutes - 1 - age] = count;
        return new MessageCount("sms", status, count, Now, perMinute) { OldestDueAt = Now };
    }

    private static MessageCount Waiting(DateTimeOffset since, MessageKind kind = MessageKind.Usual) =>
        new("sms", MessageState.Waiting, 1, since, new long[MessageCount.Minutes]) { Kind = kind, OldestDueAt = since };
}
