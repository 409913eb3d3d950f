using RelayFunctions.Tests.FrontDoor;
using static RelayFunctions.Tests.Alerts.AlertHost;

namespace RelayFunctions.Tests.Alerts;

/// <summary>Which alerts are sent, and how often, when messages of a gateway fail.</summary>
public sealed class FailureAlertTests
{
    [Fact]
    public async Task Failures_PassTheThreshold_NotifyOnceAndTheRecoveryOnce()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms");
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(1);

        var received = Assert.Single(relay.Received());
        Assert.Contains("gateway sms has been in trouble since 2030-01-01 12:01Z: 3 of 3 messages failed permanently (100 %) in the last 10 min.", received, StringComparison.Ordinal);

        relay.Fail();
        await relay.SendAsync("sms", 1);
        await relay.PassAsync(30);

        Assert.Equal(2, relay.Received().Count);
        Assert.Contains("gateway sms has recovered. It had been in trouble since 2030-01-01 12:01Z", relay.Received()[1], StringComparison.Ordinal);
        await relay.PassAsync(60);
        Assert.Equal(2, relay.Received().Count);
    }

    [Theory]
    [InlineData(2, 0)] // Under the count.
    [InlineData(3, 4)] // Under the share.
    public async Task Failures_UnderOneOfTheThresholds_DoNotNotify(int failed, int delivered)
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms");
        await relay.SendAsync("sms", failed);
        relay.Fail();
        await relay.SendAsync("sms", delivered);

        await relay.PassAsync(5);

        Assert.Empty(relay.Received());
    }

    [Fact]
    public async Task Failures_OfTwoGatewaysInOneMinute_NotifyInOneMessage()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms", "mail");
        await relay.SendAsync("sms", 3);
        await relay.SendAsync("mail", 3);

        await relay.PassAsync(20);

        var received = Assert.Single(relay.Received());
        Assert.Contains("gateway sms has been in trouble", received, StringComparison.Ordinal);
        Assert.Contains("gateway mail has been in trouble", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_OfASecondGatewayAMinuteLater_NotifyAfterTheMinInterval()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms", "mail");
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(1);
        await relay.SendAsync("mail", 3);

        await relay.PassAsync(4);
        Assert.Single(relay.Received());
        await relay.PassAsync(1);

        Assert.Equal(2, relay.Received().Count);
        Assert.DoesNotContain("gateway sms", relay.Received()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_FlappingAroundTheThreshold_NotifyOnce()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms");
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(1);

        // Two of three: over the threshold in one minute, just under it in the next.
        for (var i = 0; i < 20; i++)
        {
            relay.Fail(i % 2 == 0 ? ["sms"] : []);
            await relay.SendAsync("sms", 1);
            await relay.PassAsync(1);
        }

        Assert.Single(relay.Received());
    }

    [Fact]
    public async Task Failures_ThenNothingSent_AreNotARecovery()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms");
        await relay.SendAsync("sms", 3);

        await relay.PassAsync(90);

        Assert.Single(relay.Received());
    }

    [Fact]
    public async Task Cancelled_AndExpiredMessages_AreNotFailures()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: """
            {
              "gateways": { "chat": { "url": "GATEWAY/chat" }, "sms": { "url": "GATEWAY/sms" } },
              "alerts": { "ops": { "gateway": "chat", "failures": { "count": 1, "share": 0.01 } } }
            }
            """);
        relay.Fail("sms");
        var cancelled = await relay.SendAsync(gateway: "sms");
        using (await relay.PostAsync("/send_message", """{"message": "soon over", "gateway": "sms", "expiresAt": "2030-01-01T12:00:30Z"}"""))
            await relay.IdleAsync();
        using (await relay.PostAsync($"/messages/{cancelled}/cancel"))
            await relay.IdleAsync();

        await relay.PassAsync(5);

        Assert.Empty(relay.Received());
    }

    [Theory]
    [InlineData(true, "sms")]
    [InlineData(false, "sms", "mail")]
    public async Task Failures_OfAChain_CountForEachGatewayThatFailed(bool isDeliveredByTheSecond, params string[] failing)
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail(failing);
        for (var i = 0; i < 3; i++)
        {
            using (await relay.PostAsync("/send_message", """{"message": "either way", "gateway": ["sms", "mail"]}"""))
                await relay.IdleAsync();
        }

        await relay.PassAsync(1);

        var received = Assert.Single(relay.Received());
        Assert.Contains("gateway sms has been in trouble since 2030-01-01 12:01Z: 3 of 3 messages failed", received, StringComparison.Ordinal);
        Assert.Equal(!isDeliveredByTheSecond, received.Contains("gateway mail has been in trouble", StringComparison.Ordinal));
    }
}
