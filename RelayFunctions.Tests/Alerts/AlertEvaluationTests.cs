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
