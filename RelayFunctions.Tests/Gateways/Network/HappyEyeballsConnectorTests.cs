using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Network;

public sealed class HappyEyeballsConnectorTests
{
    private static readonly IPAddress Silent = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Closed = IPAddress.Parse("127.0.0.3");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Connect_FirstAddressIsSilent_TriesTheNextAfter250Milliseconds()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        await using var silent = await SilentAddress.StartAsync(Silent, gateway.Url.Port);
        var connecting = ConnectAsync(gateway.Url.Port, Silent, IPAddress.Loopback);

        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(connecting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        using var socket = await connecting;
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task Connect_FirstAddressRefuses_TriesTheNextAtOnce()
    {
        await using var gateway = await StubGateway.StartAsync(200);

        using var socket = await ConnectAsync(gateway.Url.Port, Closed, IPAddress.Loopback);

        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task Connect_EachAddressRefuses_ReportsIt()
    {
        await using var gateway = await StubGateway.StartAsync(200);

        var failure = await Assert.ThrowsAsync<SocketException>(
            () => ConnectAsync(gateway.Url.Port, Closed, IPAddress.Parse("127.0.0.4")));

        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }

    [Fact]
    public async Task Connect_Cancelled_EndsAtOnce()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        await using var silent = await SilentAddress.StartAsync(Silent, gateway.Url.Port);
        using var givenUp = new CancellationTokenSource();
        var connecting = new HappyEyeballsConnector(_time).ConnectAsync([Silent, IPAddress.Loopback], gateway.Url.Port, givenUp.Token);

        await givenUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task Send_FirstAddressOfTheNameIsSilent_CostsNoAttempt()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        await using var silent = await SilentAddress.StartAsync(Silent, gateway.Url.Port);
        using var sender = new SenderFixture(resolve: new FakeNames([$"{Silent}", "127.0.0.1"]).ResolveAsync);

        var response = await sender.SendAsync(new Gateway
        {
            Name = "partner",
            Request = RelayFunctions.Gateways.RequestFormat.Plain(new Uri($"http://partner.example:{gateway.Url.Port}/")),
            Network = GatewayNetwork.Private,
        });

        Assert.Null(response.Error);
    }

    [Theory]
    [InlineData("1.1.1.1", "1.1.1.1")]
    [InlineData("::1 ::2 1.1.1.1 ::3 1.1.1.2 1.1.1.3", "::1 1.1.1.1 ::2 1.1.1.2 ::3 1.1.1.3")]
    [InlineData("1.1.1.1 1.1.1.2 1.1.1.1 ::1", "1.1.1.1 ::1 1.1.1.2")]
    public void Interleave_Addresses_AlternateTheirFamilies(string addresses, string order) => Assert.Equal(
        order, string.Join(' ', AddressOrder.Interleave([.. addresses.Split(' ').Select(IPAddress.Parse)])));

    private Task<Socket> ConnectAsync(int port, params IPAddress[] addresses) =>
        new HappyEyeballsConnector(_time).ConnectAsync(addresses, port, TestContext.Current.CancellationToken);
}
