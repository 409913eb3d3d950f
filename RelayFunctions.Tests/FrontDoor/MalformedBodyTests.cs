using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>
/// A body that breaks HTTP is the sender's fault: a problem detail, and no log line for the operator.
/// </summary>
public sealed class MalformedBodyTests
{
    private static readonly string[] Paths = ["/send_message", "/gateways/gateway_1/preview", "/gateway_1"];

    private static readonly string Trailers = $"X-Trailer: {new string('a', 64 * 1024)}";

    /// <summary>The header that says how long the body is, and the body.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { "Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n" },
        { "Transfer-Encoding: chunked", "80000000\r\n{}\r\n0\r\n\r\n" },
        { "Transfer-Encoding: chunked", "FFFFFFFF\r\n{}\r\n0\r\n\r\n" },
        { "Transfer-Encoding: chunked", "2\r\n{}\r\nFFFFFFFF\r\n" },
        { "Transfer-Encoding: chunked", "00000000000000002\r\n{}\r\n0\r\n\r\n" },
        { "Transfer-Encoding: chunked", "-2\r\n{}\r\n0\r\n\r\n" },
        { "Transfer-Encoding: chunked", "\r\n{}\r\n0\r\n\r\n" },
        { "Transfer-Encoding: chunked", "2\r\n{}}}\r\n0\r\n\r\n" },
        { "Transfer-Encoding: chunked", $"2\r\n{{}}\r\n0\r\n{Trailers}\r\n\r\n" },
        { "Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\nX-Trailer\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_ThatBreaksHttp_IsAProblemWithoutAStackTrace(string length, string body)
    {
        var log = new RecordingLogger();
        await using var relay = await RelayHost.StartAsync(
            settings: ["--Relay:DemoGateways=true"], configure: builder => builder.Logging.AddProvider(log));

        foreach (var path in Paths)
        {
            var response = await SendAsync(relay.Http.BaseAddress!, path, length, body);

            Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", response);
            Assert.Contains("\r\nContent-Type: application/problem+json\r\n", response, StringComparison.Ordinal);
            Assert.Contains("The body could not be read.", response, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(log.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked", "5\r\n{}")]
    [InlineData("Transfer-Encoding: chunked", "2\r\n{}\r\n")]
    [InlineData("Content-Length: 100", "{}")]
    public async Task Body_ThatEndsEarly_LeavesNoStackTrace(string length, string body)
    {
        var log = new RecordingLogger();
        await using var relay = await RelayHost.StartAsync(configure: builder => builder.Logging.AddProvider(log));

        foreach (var path in Paths)
            await SendAsync(relay.Http.BaseAddress!, path, length, body, endsEarly: true);

        await relay.SendAsync();
        Assert.DoesNotContain(log.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    /// <summary>As when the sender's process is killed, or a load balancer gives up.</summary>
    [Theory]
    [InlineData("Transfer-Encoding: chunked", "5\r\n{}")]
    [InlineData("Content-Length: 100", "{}")]
    public async Task Body_ConnectionIsReset_LeavesNoStackTrace(string length, string body)
    {
        var log = new RecordingLogger();
        await using var relay = await RelayHost.StartAsync(
            settings: ["--Relay:DemoGateways=true"], configure: builder => builder.Logging.AddProvider(log));

        foreach (var path in Paths)
        {
            var ended = log.Next($"POST {path} ");
            await ResetAsync(relay.Http.BaseAddress!, path, length, body);
            await ended;
        }

        // The server logs what it could not read before it accepts the next connection's request.
        await relay.SendAsync();
        Assert.DoesNotContain(log.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    /// <summary>If a handler responds without reading the body, the server reads on to find the next request.</summary>
    [Theory]
    [InlineData("POST", "/nowhere")]
    [InlineData("POST", "/gateways/unknown/preview")]
    [InlineData("GET", "/gateways")]
    public async Task Body_ThatNoHandlerReads_LeavesNoStackTrace(string method, string path)
    {
        var log = new RecordingLogger();
        await using var relay = await RelayHost.StartAsync(configure: builder => builder.Logging.AddProvider(log));

        foreach (var body in new[] { "zz\r\n", "FFFFFFFF\r\n", "2\r\n{}}}\r\n" })
        {
            var response = await SendAsync(relay.Http.BaseAddress!, path, "Transfer-Encoding: chunked", body, method: method);
            Assert.Matches("^HTTP/1.1 [24][0-9][0-9] ", response);
        }

        await relay.SendAsync();
        Assert.DoesNotContain(log.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    private static async Task ResetAsync(Uri server, string path, string length, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        // Disposed of with this option, and without a stream that would shut it down first, a socket sends a reset.
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(enable: true, seconds: 0) };
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        await client.SendAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nExpect: 100-continue\r\n{length}\r\n\r\n{body}"),
            cancellationToken);
        // "100 Continue" is the sign that the function reads the body.
        await client.ReceiveAsync(new byte[100], cancellationToken);
    }

    private static async Task<string> SendAsync(
        Uri server, string path, string length, string body, string method = "POST", bool endsEarly = false)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n{length}\r\n\r\n{body}"),
            cancellationToken);
        if (endsEarly)
            client.Client.Shutdown(SocketShutdown.Send);
        using var response = new MemoryStream();
        try
        {
            await stream.CopyToAsync(response, cancellationToken);
        }
        catch (IOException) when (endsEarly)
        {
            // The server treats an early end as a client that disconnected, and may reset the connection.
        }

        return Encoding.UTF8.GetString(response.ToArray());
    }
}
