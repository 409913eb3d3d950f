using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Tests.Gateways.Network;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>A proxy that does not do what it should is named as such, so that nobody looks for a fault of the gateway.</summary>
public sealed class FaultyProxyTests
{
    private const string Garbage = "SSH-2.0-OpenSSH_9\r\n\r\n";
    private const string Connected = "HTTP/1.1 200 Go\r\n\r\n";

    private readonly FakeNames _names = new(["127.0.0.1"]);
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("http", null, false, "timed out after 2 s: the proxy proxy.example did not answer")]
    [InlineData("http", "HTTP/1.1 200", false, "timed out after 2 s: the proxy proxy.example did not answer")]
    [InlineData("http", null, true, "the proxy proxy.example closed the connection")]
    [InlineData("http", "HTTP/1.1 200 Go\r\n", true, "the proxy proxy.example closed the connection")]
    [InlineData("http", Garbage, false, "the proxy proxy.example did not answer in HTTP")]
    [InlineData("http", "\0\0\0", true, "the proxy proxy.example did not answer in HTTP")]
    [InlineData("http", "HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n", false, "the proxy proxy.example answered 502 Bad Gateway")]
    [InlineData("socks5", null, false, "timed out after 2 s: the proxy proxy.example did not answer")]
    [InlineData("socks5", null, true, "the proxy proxy.example closed the connection")]
    [InlineData("socks5", Garbage, false, "the proxy proxy.example did not connect to the host")]
    [InlineData("https", null, false, "timed out after 2 s: the proxy proxy.example did not answer")]
    [InlineData("https", null, true, "the proxy proxy.example closed the connection")]
    // What follows is the gateway's.
    [InlineData("http", Connected, false, "timed out after 2 s")]
    [InlineData("http", Connected, true, "the TLS handshake failed")]
    [InlineData("http", Connected + Garbage, false, "the TLS handshake failed: the server does not speak TLS")]
    public async Task Send_HttpsThroughAFaultyProxy_NamesTheProxy(string scheme, string? answer, bool closes, string error)
    {
        using var proxy = new FaultyProxy(answer, closes).Start();
        using var sender = new SenderFixture(_time, resolve: _names.ResolveAsync, proxy: $"{scheme}://user:s3cret@proxy.example:{proxy.Port}");

        var response = await SendAsync(sender, proxy, GatewayFixture.Load("""{"url": "https://partner.example/", "timeout": "00:00:02"}"""), timesOut: error.StartsWith("timed", StringComparison.Ordinal));

        Assert.Equal(error, response.Error);
    }

    // Over http the gateway's own response comes through the proxy, and its silence too.
    [Theory]
    [InlineData(null, "timed out after 2 s")]
    [InlineData(Garbage, "the response was not valid HTTP")]
    public async Task Send_HttpThroughAFaultyProxy_NamesNoHost(string? answer, string error)
    {
        using var proxy = new FaultyProxy(answer, closes: false).Start();
        using var sender = new SenderFixture(_time, resolve: _names.ResolveAsync, proxy: $"http://proxy.example:{proxy.Port}");

        var response = await SendAsync(sender, proxy, GatewayFixture.Load("""{"url": "http://partner.example/", "timeout": "00:00:02"}"""), timesOut: error.StartsWith("timed", StringComparison.Ordinal));

        Assert.Equal(error, response.Error);
    }

    [Fact]
    public async Task TokenEndpoint_BehindAFaultyProxy_NamesTheProxy()
    {
        using var proxy = new FaultyProxy(answer: null, closes: false).Start();
        using var sender = new SenderFixture(_time, resolve: _names.ResolveAsync, proxy: $"http://proxy.example:{proxy.Port}");

        var response = await SendAsync(sender, proxy, GatewayFixture.Load(
            """
            {"url": "https://partner.example/", "timeout": "00:00:02",
             "auth": {"oauth2": {"tokenUrl": "https://tokens.example/", "clientId": "a", "clientSecret": "b"}}}
            """), timesOut: true);

        Assert.Contains("timed out after 2 s: the proxy proxy.example did not answer", response.Error, StringComparison.Ordinal);
    }

    // The address of a gateway's own proxy may be a secret as a whole.
    [Theory]
    [InlineData("http://{{ settings.host }}:PORT", "the proxy proxy.example closed the connection")]
    [InlineData("http://{{ secrets.host }}:PORT", "the proxy closed the connection")]
    public async Task Send_ThroughTheGatewaysOwnFaultyProxy_NamesItsHostUnlessThatIsASecret(string own, string error)
    {
        using var proxy = new FaultyProxy(answer: null, closes: true).Start();
        using var sender = new SenderFixture(_time, resolve: _names.ResolveAsync);

        var response = await SendAsync(sender, proxy, GatewayFixture.Load(
            $$"""{"url": "https://partner.example/", "settings": {"host": "proxy.example"}, "proxy": "{{own.Replace("PORT", $"{proxy.Port}", StringComparison.Ordinal)}}"}""",
            own.Contains("secrets", StringComparison.Ordinal) ? [("secrets:host", "proxy.example")] : []), timesOut: false);

        Assert.Equal(error, response.Error);
    }

    [Fact]
    public async Task Send_GatewayThatHangsBehindAnotherProxy_IsNotTheSilentProxysFault()
    {
        using var silent = new FaultyProxy(answer: null, closes: false).Start();
        using var good = new FaultyProxy(Connected, closes: false).Start();
        using var sender = new SenderFixture(_time, resolve: _names.ResolveAsync);

        var sending = new[] { silent, good }.Select(proxy => sender.SendAsync(GatewayFixture.Load(
            $$"""{"url": "https://partner.example/", "timeout": "00:00:02", "proxy": "http://proxy.example:{{proxy.Port}}"}"""))).ToArray();
        await Task.WhenAll(silent.Stalled, good.Stalled);
        _time.Advance(TimeSpan.FromSeconds(2));
        var responses = await Task.WhenAll(sending);

        Assert.Equal(
            ["timed out after 2 s: the proxy proxy.example did not answer", "timed out after 2 s"],
            responses.Select(response => response.Error));
    }

    private async Task<GatewayResponse> SendAsync(SenderFixture sender, FaultyProxy proxy, Gateway gateway, bool timesOut)
    {
        var sending = sender.SendAsync(gateway);
        if (timesOut)
        {
            await proxy.Stalled;
            _time.Advance(gateway.Timeout);
        }

        return await sending;
    }
}
