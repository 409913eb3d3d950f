using RelayFunctions.Tests.FrontDoor;
using static RelayFunctions.Tests.Alerts.AlertHost;

namespace RelayFunctions.Tests.Alerts;

/// <summary>Alerts on messages that failed at a gateway and went on to their next one, of which the newest are read.</summary>
public sealed class FailoverAlertTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(99)]
    [InlineData(120)]
    public async Task Failovers_MoreThanAreRead_AreAllCounted(int count)
    {
        await using var relay = await StartAsync(
            $$"""
            "ops": {
              "gateway": "chat", "watch": ["sms"], "failures": { "count": {{count}}, "share": 0.5, "window": "00:10:00" }
            }
            """);
        relay.Fail("sms");
        await SendToBothAsync(relay, count);

        await relay.PassAsync(2);

        Assert.Contains($"{count} of {count} messages", Assert.Single(relay.Received()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failovers_ThatAllWentOn_GiveNoAdviceToResendAndDoNotWeighLater()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms");
        await SendToBothAsync(relay, 120);
        await relay.PassAsync(1);
        relay.Fail();
        for (var minute = 0; minute < 25; minute++)
        {
            await relay.SendAsync("sms", 1);
            await relay.PassAsync(1);
        }

        relay.Fail("sms");
        await SendToBothAsync(relay, 1);
        await relay.PassAsync(2);

        Assert.Collection(
            relay.Received(),
            trouble => Assert.Contains(
                "120 of 120 messages failed permanently (100 %) in the last 10 min, of which 120 went on to their next gateway. Look at /console.",
                trouble,
                StringComparison.Ordinal),
            recovery =>
            {
                Assert.Contains("gateway sms has recovered", recovery, StringComparison.Ordinal);
                Assert.DoesNotContain("resend", recovery, StringComparison.Ordinal);
            });
    }

    private static async Task SendToBothAsync(RelayHost relay, int count)
    {
        var body = string.Join('\n', Enumerable.Repeat("""{"message": "a", "gateway": ["sms", "mail"]}""", count));
        using (await relay.PostAsync("/messages/batch", body))
            await relay.IdleAsync();
    }
}
