using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using RelayFunctions.Delivery;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class AcceptedPolicyTests
{
    private const string Catalogue =
        """{ "gateways": { "once": { "url": "GATEWAY/once", "retry": { "attempts": 1 } }, "slow": { "url": "GATEWAY/slow", "retry": { "interval": "00:10:00" } } } }""";

    [Fact]
    public async Task Attempt_ThatBreaksOffInsideRelay_FollowsThePolicyOfItsGateway()
    {
        // A fault that no code of Relay's expects.
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue, configure: builder =>
            builder.Services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(
                handlers => handlers.PrimaryHandler = new BrokenHandler())));

        var once = await relay.SendAsync(gateway: "once");
        var slow = await relay.SendAsync(gateway: "slow");
        await relay.IdleAsync();

        Assert.Equal("failed", (await relay.StatusAsync(once)).GetProperty("status").GetString());
        Assert.Equal(Attempt.BrokenOff, (await relay.StatusAsync(once)).GetProperty("error").GetString());
        Assert.Equal(
            relay.Clock.GetUtcNow().AddMinutes(10), (await relay.StatusAsync(slow)).GetProperty("nextAttemptAt").GetDateTimeOffset());
    }

    private sealed class BrokenHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
