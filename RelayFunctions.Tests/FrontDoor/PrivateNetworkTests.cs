using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Tests.Gateways.Network;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class PrivateNetworkTests
{
    [Fact]
    public async Task Message_NameLeadsToAPrivateAddress_IsRejectedAndRetried()
    {
        await using var relay = await StartAsync(
            """{ "gateways": { "partner": { "url": "http://partner.example:PORT/notify" } } }""");

        var id = await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();

        var status = await relay.StatusAsync(id);
        Assert.Equal("waiting", status.GetProperty("status").GetString());
        Assert.Contains(
            "resolves to a private address",
            status.GetProperty("attempts")[0].GetProperty("error").GetString(),
            StringComparison.Ordinal);
        Assert.Empty(relay.Gateway.Requests);
    }

    [Fact]
    public async Task Message_BaseUrlIsAPrivateName_IsDelivered()
    {
        await using var relay = await StartAsync(
            """{ "gateways": {} }""", "--Relay:GatewayBaseUrl=http://gateways.example:PORT");

        var id = await relay.SendAsync(gateway: "anything");
        await relay.IdleAsync();

        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        Assert.Equal("/anything", Assert.Single(relay.Gateway.Requests).Target);
    }

    private static Task<RelayHost> StartAsync(string catalogue, params string[] settings) => RelayHost.StartAsync(
        catalogue: catalogue,
        settings: settings,
        configure: builder => builder.Services.AddSingleton<ResolveHost>(new FakeNames(["127.0.0.1"]).ResolveAsync));
}
