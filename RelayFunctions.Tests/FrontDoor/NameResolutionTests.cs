using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Tests.Gateways.Network;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Gateways whose names no resolver responds for, next to one whose name is known.</summary>
public sealed class NameResolutionTests
{
    private const int HangingNames = 100;

    [Fact]
    public async Task Send_NamesThatNoResolverRespondsTo_DelayNoOtherGateway()
    {
        var names = new HeldNames();
        await using var relay = await RelayHost.StartAsync(
            catalogue: Catalogue(), configure: builder => builder.Services.AddSingleton<ResolveHost>(names.ResolveAsync));
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < HangingNames; number++)
                await relay.SendAsync(gateway: $"hanging_{number}");
        }

        await relay.SendAsync(gateway: "healthy");
        while (!names.Asked.Contains("healthy.example"))
            await Task.Yield();
        names.Answer("healthy.example", "127.0.0.1");
        await relay.Gateway.ArrivalAsync();

        Assert.Equal("/healthy", Assert.Single(relay.Gateway.Requests).Target);
        Assert.Equal(names.Asked.Distinct().Count(), names.Asked.Count);
        relay.Clock.Advance(TimeSpan.FromSeconds(10));
    }

    private static string Catalogue() => JsonSerializer.Serialize(new
    {
        gateways = Enumerable.Range(0, HangingNames)
            .ToDictionary(
                number => $"hanging_{number}",
                number => (object)new { url = $"http://hanging-{number}.example/", timeout = "00:00:10" })
            .Append(KeyValuePair.Create("healthy", (object)new { url = "http://healthy.example:PORT/healthy", network = "private" }))
            .ToDictionary(),
    });
}
