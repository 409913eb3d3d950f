using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Transport;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class AcceptedPolicyTests
{
    private const string Catalogue =
        """{ "gateways": { "once": { "url": "GATEWAY/once", "retry": { "attempts": 1 } }, "slow": { "url": "GATEWAY/slow", "retry": { "interval": "00:10:00" } } } }""";

    [Fact]
    public async Task Attempt_InterruptedTooOften_FollowsThePolicyOfItsGateway()
    {
        // An exception that no code of Relay expects.
        var log = new RecordingLogger();
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue, configure: builder => builder.Logging.AddProvider(log));
        relay.Services.GetRequiredService<GatewayHttpClients>().Dispose();

        var once = await relay.SendAsync(gateway: "once");
        var slow = await relay.SendAsync(gateway: "slow");
        await relay.IdleAsync();
        foreach (var seconds in new[] { 5, 10, 20, 40 })
            await relay.AdvanceAsync(TimeSpan.FromSeconds(seconds));

        Assert.Contains(log.Lines, line => line.StartsWith(
            $"Message {once} attempt 1 to once failed inside Relay: ObjectDisposedException    at ", StringComparison.Ordinal));
        // The exception's message could have a secret.
        Assert.DoesNotContain(log.Lines, line => line.Contains("Cannot access a disposed object", StringComparison.Ordinal));
        Assert.Equal("failed", (await relay.StatusAsync(once)).GetProperty("status").GetString());
        Assert.Equal(Attempt.Interrupted, (await relay.StatusAsync(once)).GetProperty("error").GetString());
        Assert.Equal(
            relay.Clock.GetUtcNow().AddMinutes(10), (await relay.StatusAsync(slow)).GetProperty("nextAttemptAt").GetDateTimeOffset());
    }
}
