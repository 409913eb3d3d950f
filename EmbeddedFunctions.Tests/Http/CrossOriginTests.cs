using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Http;

/// <summary>
/// Cases that the Functions host does not have: responses to a page of another origin, or to a rebound host name.
/// </summary>
public sealed class CrossOriginTests(CrossOriginTests.Server server) : IClassFixture<CrossOriginTests.Server>
{
    [Theory]
    [InlineData("Origin: http://evil.example")]
    [InlineData("Origin: null")]
    [InlineData("Origin: file://")]
    [InlineData("Origin: garbage")]
    [InlineData("Origin: http://{host}\nOrigin: http://evil.example")]
    [InlineData("Origin: http://localhost:1")]
    [InlineData("Sec-Fetch-Site: cross-site")]
    [InlineData("Sec-Fetch-Site: same-site")]
    [InlineData("Sec-Fetch-Site: something-new")]
    [InlineData("Host: evil.example")]
    [InlineData("Host: evil.example:7071")]
    [InlineData("Host: localhost.evil.example")]
    [InlineData("Host: 127.0.0.1.evil.example")]
    [InlineData("Host: evil.example\nOrigin: http://evil.example")]
    public async Task Request_OfAnotherOrigin_IsForbidden(string headers)
    {
        var response = await SendAsync("POST /echo", headers);
        var elsewhere = await SendAsync("GET /elsewhere", headers);

        Assert.Equal(403, response.Status);
        Assert.Contains("\"detail\":\"The request's ", response.Body.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(403, elsewhere.Status);
    }

    [Theory]
    [InlineData("Accept: */*")]
    [InlineData("Origin: http://{host}")]
    [InlineData("Sec-Fetch-Site: same-origin")]
    [InlineData("Sec-Fetch-Site: none")]
    [InlineData("Host: localhost")]
    [InlineData("Host: LOCALHOST:7071")]
    [InlineData("Host: relay.localhost:7071")]
    [InlineData("Host: 192.0.2.7:8080")]
    [InlineData("Host: [::1]:7071")]
    [InlineData("Host: relay.example")]
    [InlineData("Host: relay.example:443\nOrigin: https://relay.example")]
    [InlineData("Host: relay.example\nOrigin: https://relay.example")]
    [InlineData("Host: a.internal.example")]
    public async Task Request_OfTheOwnOrigin_IsServed(string headers) =>
        Assert.Equal(200, (await SendAsync("POST /echo", headers)).Status);

    [Theory]
    [InlineData("GET /streamed", "cross-site", "navigate", "document", 200)]
    [InlineData("GET /streamed", "same-site", "navigate", "document", 200)]
    [InlineData("GET /streamed", "cross-site", "navigate", "iframe", 403)]
    [InlineData("GET /streamed", "cross-site", "navigate", "embed", 403)]
    [InlineData("GET /streamed", "cross-site", "no-cors", "script", 403)]
    [InlineData("GET /streamed", "cross-site", "cors", "document", 403)]
    [InlineData("GET /streamed", "cross-site", "navigate", "document\nSec-Fetch-Dest: image", 403)]
    [InlineData("GET /streamed", "cross-site", "navigate", "document\nOrigin: http://evil.example", 403)]
    [InlineData("GET /streamed", "cross-site", "navigate", "document\nHost: evil.example", 403)]
    [InlineData("POST /echo", "cross-site", "navigate", "document", 403)] // A form.
    [InlineData("GET /guarded", "cross-site", "navigate", "document", 403)] // It requires a key if one is configured.
    [InlineData("GET /elsewhere", "cross-site", "navigate", "document", 403)]
    public async Task Link_OnAnotherSite_OpensAPageAndNothingElse(string request, string site, string mode, string destination, int status) =>
        Assert.Equal(status, (await SendAsync(request, $"Sec-Fetch-Site: {site}\nSec-Fetch-Mode: {mode}\nSec-Fetch-Dest: {destination}")).Status);

    [Theory]
    [InlineData("Host: relay:7071", "Host 'relay' is not in AllowedHosts")]
    [InlineData("Origin: http://told.example/?code=secret", "Origin 'http://told.example/' is not the address that was called")]
    [InlineData("Origin: a\tb\u00e9", "Origin 'a?b", "is not the address that was called")]
    [InlineData("Sec-Fetch-Site: told-once", "Sec-Fetch-Site 'told-once' is not the same origin")]
    public async Task Rejection_OfAnotherOrigin_IsLoggedOnce(string headers, params string[] fragments)
    {
        await SendAsync("POST /echo", headers);
        await SendAsync("POST /echo?code=secret", headers);

        Assert.Single(server.App.Log.All, line => line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains($"Rejected a request: {fragments[0]}", StringComparison.Ordinal)
            && line.EndsWith(fragments[^1], StringComparison.Ordinal));
        Assert.DoesNotContain(server.App.Log.All, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejections_OfManyOrigins_AreBoundedInTheLog()
    {
        await using var app = await SampleApp.StartAsync([typeof(EchoFunctions)]);
        for (var i = 0; i < 120; i++)
        {
            await HttpExchange.SendAsync(app.Address, $"GET /echo\nHost: {new string('x', 200)}");
            await HttpExchange.SendAsync(app.Address, $"GET /echo\nHost: stranger-{i}");
        }

        var lines = app.Log.All.Where(line => line.Contains("Rejected a request", StringComparison.Ordinal)).ToList();
        Assert.Equal(100, lines.Count);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 250));
    }

    /// <summary>An HTTP/1.0 request may omit the host, but no browser does.</summary>
    [Fact]
    public async Task Request_WithoutAHost_IsServed()
    {
        var response = await HttpExchange.SendAsync(server.App.Address, "GET /streamed HTTP/1.0\nHost:");

        Assert.Equal((200, "one,two"), (response.Status, response.Body));
    }

    // Nothing that a request's Host contains would match such an entry.
    [Theory]
    [InlineData("https://relay.example", "https://relay.example")]
    [InlineData("relay.example:7071", "relay.example:7071")]
    [InlineData("relay.example,other.example", "relay.example,other.example")]
    [InlineData("relay.example; other.example/path", "other.example/path")]
    [InlineData("relay.example other.example", "relay.example other.example")]
    public async Task Start_AllowedHostThatIsNoName_IsRefused(string setting, string entry)
    {
        var error = await Assert.ThrowsAsync<StartRefusedException>(
            () => SampleApp.StartAsync([typeof(EchoFunctions)], null, $"--AllowedHosts={setting}"));

        Assert.StartsWith($"setting AllowedHosts: '{entry}' is not a host name", Assert.Single(error.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("relay; my_relay ;*.relay.example;127.0.0.1;[::1];::1;bücher.example")]
    public async Task Start_AllowedHostNames_AreAccepted(string setting)
    {
        await using var app = await SampleApp.StartAsync([typeof(EchoFunctions)], null, $"--AllowedHosts={setting}");

        Assert.NotNull(app.Address);
    }

    private Task<HttpExchange> SendAsync(string request, string headers) => HttpExchange.SendAsync(
        server.App.Address,
        $"{request}\n{headers.Replace("{host}", server.App.Address.Authority, StringComparison.Ordinal)}");

    public sealed class Server : IAsyncLifetime
    {
        public SampleApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() => App = await SampleApp.StartAsync(
            [typeof(EchoFunctions), typeof(LevelFunctions)], null, "--AllowedHosts=relay.example;*.internal.example");

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
