using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>A machine that has no file descriptor left for a while, as a lookup or a connection reports it.</summary>
public sealed class SocketShortageTests
{
    private int _failures;

    [Theory]
    [InlineData("""{"url": "http://gateway.example:PORT/", "network": "private"}""")]
    [InlineData("""{"url": "http://gateway.example:PORT/", "network": "private", "limits": {"perDay": 3} }""")]
    [InlineData("""
        {
          "url": "http://127.0.0.1:PORT/", "network": "private",
          "auth": {"oauth2": {"tokenUrl": "http://gateway.example:PORT/token", "clientId": "id", "clientSecret": "{{ secrets.key }}"}},
          "secrets": {"key": ""}
        }
        """)]
    public async Task Send_NoSocketLeft_WaitsWithoutUsingUpAnAttempt(string gateway)
    {
        const int Failures = 20;
        _failures = Failures;
        using var log = new RecordingLogger();
        await using var relay = await RelayHost.StartAsync(
            catalogue: $$"""{"gateways": {"partner": {{gateway}} } }""",
            settings: ["--Gateways:partner:secrets:key=s3cret"],
            configure: builder =>
            {
                builder.Services.AddSingleton<ResolveHost>(ResolveAsync);
                builder.Logging.AddProvider(log);
            });
        relay.Gateway.Respond = request =>
            request.Target == "/token" ? new StubResponse(200, """{"access_token": "t", "expires_in": 3600}""") : StubResponse.Ok;
        var id = await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();

        for (var i = 0; i < Failures; i++)
            await relay.AdvanceAsync(TimeSpan.FromSeconds(5));

        var status = await relay.StatusAsync(id);
        Assert.Equal("delivered", status.GetProperty("status").GetString());
        Assert.Equal(1, status.GetProperty("attempts").GetArrayLength());
        Assert.Equal(2, log.Lines.Count(line => line.Contains(
            "Attempts wait, since this machine has too few file descriptors (ulimit -n)", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets, "::1", "file descriptors (ulimit -n)")]
    [InlineData(SocketError.NoBufferSpaceAvailable, "::1", "buffers for sockets")]
    [InlineData(SocketError.AddressNotAvailable, "127.0.0.1", "local ports (net.ipv4.ip_local_port_range)")]
    [InlineData(SocketError.AddressNotAvailable, "::1", null)]
    [InlineData(SocketError.AddressNotAvailable, "0.0.0.0", null)]
    [InlineData(SocketError.AddressFamilyNotSupported, null, null)]
    [InlineData(SocketError.ConnectionRefused, "127.0.0.1", null)]
    [InlineData(SocketError.HostNotFound, null, null)]
    public void Shortage_OfAFailureToConnect_IsNamedOnlyIfItIsCertain(SocketError error, string? address, string? shortage) =>
        Assert.Equal(
            shortage,
            SocketShortageException.Of(
                new SocketException((int)error), address is null ? [] : [IPAddress.Parse(address)])?.Shortage);

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Interlocked.Decrement(ref _failures) >= 0
            ? throw new SocketException((int)SocketError.TooManyOpenSockets)
            : Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
}
