using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Delivery;
using RelayFunctions.Functions.Durable;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Gateways.Transport;
using RelayFunctions.Tests.FrontDoor;

namespace RelayFunctions.Tests.Functions;

public sealed class InterruptedAttemptTests
{
    // The delivery of an interrupted attempt wakes no other message: it makes a report of its own.
    [Fact]
    public async Task Attempt_InterruptedInsideRelay_LeavesTheWakingToTheNext()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "partner": { "url": "GATEWAY/partner" } } }""");
        var partner = relay.Services.GetRequiredService<CatalogueMonitor>().Current.Find("partner")!;
        var limiter = relay.Services.GetRequiredService<GatewayLimiter>();
        var now = relay.Clock.GetUtcNow();
        Guid[] ids = [.. Enumerable.Range(0, 3).Select(second => Guid.CreateVersion7(now.AddSeconds(second)))];
        await limiter.EnterAsync(partner with { IsPaused = true }, ids[1]);
        // An exception that no code of Relay expects.
        relay.Services.GetRequiredService<GatewayHttpClients>().Dispose();

        var report = await ActivatorUtilities.CreateInstance<SendToGateway>(relay.Services)
            .RunAsync(new AttemptRequest($"{ids[0]}", "a", "partner", Number: 1));
        relay.Clock.Advance(TimeSpan.FromSeconds(1));
        var permit = (GatewayPermit)await limiter.EnterAsync(partner, ids[2]);
        permit.Release();

        Assert.True(report.IsInterrupted);
        Assert.Null(report.Woken);
        Assert.Equal([ids[1]], permit.Woken);
    }
}
