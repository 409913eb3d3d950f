using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Sending;

public sealed class FailureTests
{
    [Fact]
    public async Task Send_NoListener_IsConnectionRefused()
    {
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(new Uri($"http://127.0.0.1:{FreePort()}/s3cret?s3cret"));

        Assert.Equal("connection refused", response.Error);
        Assert.Null(response.StatusCode);
    }

    [Fact]
    public async Task Send_UnknownHost_ReportsThatItsNameCannotBeResolved()
    {
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(new Uri("http://s3cret.invalid/s3cret"));

        Assert.Equal("the host's name could not be resolved", response.Error);
    }

    [Fact]
    public async Task Send_TlsToAPlainServer_ReportsThatTheHandshakeFailed()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(new UriBuilder(gateway.Url) { Scheme = "https" }.Uri);

        Assert.Equal("the TLS handshake failed: the server does not speak TLS", response.Error);
    }

    // The server resets the connection while the request is being written, as one that refuses its size does.
    [Theory]
    [InlineData("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 413)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 200)]
    public async Task Send_ResponseBeforeTheEndOfTheRequest_IsRead(string sent, int status)
    {
        await using var gateway = new HastyGateway(sent);
        using var sender = new SenderFixture();
        var message = SenderFixture.Message with { Message = new string('x', 8 * 1024 * 1024) };

        // Which of the two sees the reset first is a matter of chance.
        for (var i = 0; i < 40; i++)
        {
            var response = await sender.SendAsync(gateway.Url, message);
            Assert.Equal((status, i), (response.StatusCode, i));
        }
    }

    [Fact]
    public async Task Send_ResponseWithALongHeader_IsRead()
    {
        await using var gateway = new RawGateway($"HTTP/1.1 200 OK\r\nX-Trace: {new string('x', 100 * 1024)}\r\nContent-Length: 0\r\n\r\n");
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(gateway.Url);

        Assert.Equal((200, null), (response.StatusCode, response.Error));
    }

    [Theory]
    [InlineData("", "the connection was closed before the response was complete")]
    [InlineData("SSH-2.0-s3cret\r\n", "the response was not valid HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", "the connection was closed before the response was complete")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", null)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz", null)]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nhalf", "503 Service Unavailable")]
    public async Task Send_TruncatedResponse_ReportsHow(string sent, string? error)
    {
        await using var gateway = new RawGateway(sent);
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(gateway.Url);

        Assert.Equal(error, response.Error);
    }

    [Theory]
    [InlineData("throttled", "on", false)]
    [InlineData("failure", "stopOn", true)]
    public async Task Send_BodyOfAListedStatusBreaksOff_HasTheMeaningOfTheStatus(string key, string retry, bool isFinal)
    {
        await using var gateway = new RawGateway("HTTP/1.1 420 Calm\r\nContent-Length: 100\r\n\r\nhalf");
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(GatewayFixture.Load(
            $$"""
            {
              "url": "{{gateway.Url}}", "{{key}}": {"status": "420"}, "reason": {"json": "/m"},
              "retry": {"{{retry}}": [503]}
            }
            """));

        Assert.Equal((isFinal, !isFinal), (response.IsFinal, response.ThrottledFor is not null));
    }

    [Fact]
    public async Task Send_HeadersWithoutEnd_AreReadToABound()
    {
        await using var gateway = new RawGateway("HTTP/1.1 200 OK\r\nX: " + new string('x', 200 * 1024));
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(gateway.Url);

        Assert.Equal("the response's headers were too long", response.Error);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "the connection was closed before the response was complete")]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nhalf", "503 Service Unavailable")]
    public async Task Send_TruncatedResponseWithARuleOnItsBody_ReportsHow(string sent, string error)
    {
        await using var gateway = new RawGateway(sent);
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(GatewayFixture.Load(
            $$"""{"url": "{{gateway.Url}}", "success": {"json": {"/ok": true} }, "reason": {"json": "/e"} }"""));

        Assert.Equal(error, response.Error);
    }

    [Fact]
    public async Task Send_BodyThatNeverEnds_LeavesTheStatusToDecide()
    {
        await using var gateway = await StubGateway.StartAsync(async context =>
        {
            await context.Response.Body.FlushAsync();
            await StubGateway.Hang(context);
        });
        using var sender = new SenderFixture(new FakeTimeProvider());

        var response = await sender.SendAsync(gateway.Url);

        Assert.Equal((200, null), (response.StatusCode, response.Error));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_GatewayThatHangs_IsGivenUpAfterItsTimeout(bool afterHeaders)
    {
        var time = new FakeTimeProvider();
        await using var gateway = await StubGateway.StartAsync(async context =>
        {
            if (afterHeaders)
                await context.Response.Body.FlushAsync();
            await StubGateway.Hang(context);
        });
        using var sender = new SenderFixture(time);

        var sending = sender.SendAsync(
            GatewayFixture.Load($$"""{"url": "{{gateway.Url}}", "timeout": "00:00:10", "success": {"json": {"/ok": true} } }"""));
        await gateway.FirstRequest.Task;
        time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.001));
        var response = await sending;

        Assert.Equal("timed out after 10 s", response.Error);
        Assert.Equal(TimeSpan.FromSeconds(10), response.EndedAt - response.StartedAt);
    }

    // As after a SIGSTOP: the timer fires when the response has long been there.
    [Theory]
    [InlineData(30, 0.0, 200)]
    [InlineData(30, 1.0, null)]
    [InlineData(10.5, 0.0, null)]
    public async Task Send_ProcessThatStoodStill_ReadsTheResponseThatCameMeanwhile(double stoodStill, double more, int? status)
    {
        var time = new FakeTimeProvider();
        var resumed = new TaskCompletionSource();
        await using var gateway = await StubGateway.StartAsync(_ => resumed.Task);
        using var sender = new SenderFixture(time);

        var sending = sender.SendAsync(GatewayFixture.Load($$"""{"url": "{{gateway.Url}}", "timeout": "00:00:10"}"""));
        await gateway.FirstRequest.Task;
        time.Advance(TimeSpan.FromSeconds(stoodStill));
        time.Advance(TimeSpan.FromSeconds(more));
        if (status is null)
            Assert.Equal("timed out after 10 s", (await sending).Error);
        resumed.SetResult();

        Assert.Equal(status, (await sending).StatusCode);
    }

    // A stopping worker disposes its clients, which cancels requests in flight.
    [Fact]
    public async Task Send_ClientsAreDisposed_IsNotAnOutcome()
    {
        await using var gateway = await StubGateway.StartAsync(StubGateway.Hang);
        using var sender = new SenderFixture();

        var sending = sender.SendAsync(gateway.Url);
        await gateway.FirstRequest.Task;
        sender.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A gateway that responds to one request with these bytes and closes the connection.</summary>
    private sealed class RawGateway : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _served;

        public RawGateway(string response)
        {
            _listener.Start();
            _served = RespondOnceAsync(response);
        }

        public Uri Url => new($"http://{_listener.LocalEndpoint}/");

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _served;
        }

        private async Task RespondOnceAsync(string response)
        {
            using var connection = await _listener.AcceptTcpClientAsync();
            var stream = connection.GetStream();
            var request = new byte[64 * 1024];
            var length = 0;
            while (!Encoding.ASCII.GetString(request, 0, length).EndsWith('}'))
                length += await stream.ReadAsync(request.AsMemory(length));
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(response));
            }
            catch (IOException)
            {
                // The sender closed the connection.
            }
        }
    }
}
