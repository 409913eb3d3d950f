using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Network;

/// <summary>Names that resolve to this machine, where a gateway listens that must or must not be reached.</summary>
public sealed class HostNameTests
{
    private const string Refused = "the host name resolves to a private address; \"network\": \"private\" allows it, or Relay__CallbackNetwork=private for a callbackUrl";

    /// <summary>Public by all lists, but not routed: the network of the 6bone, which was returned.</summary>
    private const string PublicAddress = "3ffe::1";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData(PublicAddress, "127.0.0.1")]
    [InlineData("127.0.0.1", PublicAddress)]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::1")]
    public async Task Send_NameWithAPrivateAddress_ConnectsToNone(params string[] addresses)
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(resolve: new FakeNames(addresses).ResolveAsync);

        var response = await sender.SendAsync(Named("partner.example", gateway));

        Assert.Equal((Refused, null), (response.Error, response.StatusCode));
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task Send_NameThatResolvesDifferentlyLater_ConnectsOnlyToTheCheckedAddress()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        var time = new FakeTimeProvider();
        var names = new FakeNames([PublicAddress], ["127.0.0.1"]);
        using var sender = new SenderFixture(time, resolve: names.ResolveAsync);

        var sending = sender.SendAsync(Named("partner.example", gateway));
        while (names.Asked.IsEmpty)
            await Task.Yield();
        time.Advance(TimeSpan.FromMinutes(2));
        var first = await sending;
        time.Advance(TimeSpan.FromSeconds(10));
        var second = await sender.SendAsync(Named("partner.example", gateway));
        // The network may answer the first connection only now, and the handler gives its end to the second request.
        if (second.Error != Refused)
            second = await sender.SendAsync(Named("partner.example", gateway));

        Assert.NotNull(first.Error);
        Assert.NotEqual(Refused, first.Error);
        Assert.Equal(Refused, second.Error);
        Assert.Equal(["partner.example", "partner.example"], names.Asked);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task Send_GatewayOfAPrivateNetwork_IsReached()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(resolve: new FakeNames(["127.0.0.1"]).ResolveAsync);

        var response = await sender.SendAsync(Named("partner.example", gateway, GatewayNetwork.Private));

        Assert.Null(response.Error);
        Assert.Equal($"partner.example:{gateway.Url.Port}", Assert.Single(gateway.Requests).Headers.Host);
    }

    [Fact]
    public async Task Send_ConnectionOfAPrivateGateway_IsNotSharedWithAPublicOne()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(resolve: new FakeNames(["127.0.0.1"]).ResolveAsync);
        await sender.SendAsync(Named("partner.example", gateway, GatewayNetwork.Private));

        var response = await sender.SendAsync(Named("partner.example", gateway));

        Assert.Equal(Refused, response.Error);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("localhost.")]
    [InlineData("gateway.localhost")]
    public async Task Send_Localhost_NeedsNoNetworkSetting(string host)
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(resolve: new FakeNames(["127.0.0.1"]).ResolveAsync);

        Assert.Null((await sender.SendAsync(Named(host, gateway))).Error);
    }

    [Theory]
    [InlineData("localhost", "10.0.0.1")]
    [InlineData("localhost.example", "127.0.0.1")]
    [InlineData("notlocalhost", "127.0.0.1")]
    public async Task Send_LocalhostThatResolvesElsewhereOrIsSimilar_IsChecked(string host, string address)
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(resolve: new FakeNames([address]).ResolveAsync);

        Assert.Equal(Refused, (await sender.SendAsync(Named(host, gateway))).Error);
    }

    [Fact]
    public async Task Send_AddressInTheCatalogue_IsUsedWithoutResolution()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        var names = new FakeNames(["10.0.0.1"]);
        using var sender = new SenderFixture(resolve: names.ResolveAsync);

        Assert.Null((await sender.SendAsync(gateway.Url)).Error);
        Assert.Empty(names.Asked);
    }

    [Fact]
    public async Task Send_AppsOwnAddress_MayBeAPrivateName()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(
            ownHostname: $"http://relay.internal:{gateway.Url.Port}", resolve: new FakeNames(["127.0.0.1"]).ResolveAsync);

        var response = await sender.SendAsync(new Gateway
        {
            Name = "gateway_1",
            Request = RequestFormat.Plain(new Uri("gateway_1", UriKind.Relative)),
            Network = GatewayNetwork.Private,
        });

        Assert.Null(response.Error);
    }

    [Fact]
    public async Task Send_NameWithoutAddresses_ReportsThatItCannotBeResolved()
    {
        using var sender = new SenderFixture(resolve: new FakeNames([[]]).ResolveAsync);

        var response = await sender.SendAsync(new Uri("http://partner.example/"));

        Assert.Equal("the host's name could not be resolved", response.Error);
    }

    private static Gateway Named(
        string host, StubGateway gateway, GatewayNetwork network = GatewayNetwork.Public) => new()
        {
            Name = "partner",
            Request = RequestFormat.Plain(new UriBuilder(gateway.Url) { Host = host, Path = "/notify" }.Uri),
            Network = network,
        };
}
