using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Sending;

public sealed class RepeatTests
{
    private static readonly byte[] Ok = [.. "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8];

    // The framework repeats a request without a body if the connection was used before and ends before the response.
    [Theory]
    [InlineData("GET", false)]
    [InlineData("DELETE", false)]
    [InlineData("POST", false)]
    [InlineData("POST", true)]
    [InlineData("PUT", false)]
    [InlineData("PATCH", true)]
    public async Task Send_ConnectionThatEndsWithoutAResponse_IsNotSentAgain(string method, bool hasBody)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var requests = 0;
        _ = ServeAsync(listener, () => ++requests == 1 ? Ok : null);
        using var sender = new SenderFixture();
        var gateway = new Gateway
        {
            Name = "partner",
            Request = new RequestFormat(new UrlFormat(new Uri($"http://{listener.LocalEndpoint}/")))
            {
                Method = new HttpMethod(method),
                Body = hasBody ? PlainBody.Instance : null,
            },
        };
        Assert.Null((await sender.SendAsync(gateway)).Error);

        var response = await sender.SendAsync(gateway);

        Assert.NotNull(response.Error);
        Assert.Equal(2, requests);
    }

    // The server gave up the idle connection before it saw the request (RFC 9110, 15.5.9).
    [Theory]
    [InlineData("408 Request Timeout", "close", 3, 200)]
    [InlineData("408 Request Timeout", "keep-alive", 2, 408)]
    [InlineData("503 Service Unavailable", "close", 2, 503)]
    public async Task Send_RequestTimeoutOfAnIdleConnection_IsSentOnceMore(string status, string connection, int requests, int last)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var count = 0;
        _ = ServeAsync(listener, () => ++count != 2
            ? Ok
            : Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: {connection}\r\nContent-Length: 0\r\n\r\n"));
        using var sender = new SenderFixture(new FakeTimeProvider());
        await sender.SendAsync(new Uri($"http://{listener.LocalEndpoint}/"));

        var response = await sender.SendAsync(new Uri($"http://{listener.LocalEndpoint}/"));

        Assert.Equal((requests, last), (count, response.StatusCode));
    }

    // A server that times out for a reason of its own has seen the request.
    [Theory]
    [InlineData("on a new connection", 1, 0, "")]
    [InlineData("after two seconds", 2, 2, "")]
    [InlineData("as a success", 2, 0, """, "success": {"status": "200-299, 408"}""")]
    [InlineData("as a failure", 2, 0, """, "failure": {"status": "408"}""")]
    [InlineData("as a throttled request", 2, 0, """, "throttled": {"status": "408"}""")]
    [InlineData("as a permanent failure", 2, 0, """, "retry": {"stopOn": [408]}""")]
    public async Task Send_RequestTimeoutThatMaySayMore_IsNotSentAgain(string why, int request, int seconds, string keys)
    {
        var clock = new FakeTimeProvider();
        var count = 0;
        await using var stub = await StubGateway.StartAsync(context =>
        {
            if (++count == request)
            {
                clock.Advance(TimeSpan.FromSeconds(seconds));
                context.Response.StatusCode = 408;
                context.Response.Headers.Connection = "close";
            }

            return Task.CompletedTask;
        });
        using var sender = new SenderFixture(clock);
        var gateway = GatewayFixture.Load($$"""{"url": "{{stub.Url}}"{{keys}}}""");
        for (var i = 1; i < request; i++)
            await sender.SendAsync(gateway);

        var response = await sender.SendAsync(gateway);

        Assert.True(response.StatusCode == 408, why);
        Assert.Equal(request, count);
    }

    [Theory]
    [InlineData("message", "")]
    [InlineData("attempt", "-1")]
    public async Task Send_RequestTimeoutOfAnIdleConnection_KeepsItsKey(string idempotency, string end)
    {
        var count = 0;
        await using var stub = await StubGateway.StartAsync(context =>
        {
            if (++count == 2)
            {
                context.Response.StatusCode = 408;
                context.Response.Headers.Connection = "close";
            }

            return Task.CompletedTask;
        });
        using var sender = new SenderFixture(new FakeTimeProvider());
        var gateway = GatewayFixture.Load($$"""{"url": "{{stub.Url}}", "idempotency": "{{idempotency}}"}""");
        await sender.SendAsync(gateway);

        await sender.SendAsync(gateway);

        var keys = stub.Requests.Select(request => request.Headers["Idempotency-Key"].ToString()).ToArray();
        Assert.Equal(3, keys.Length);
        Assert.Equal(keys[1], keys[2]);
        Assert.EndsWith(end, keys[1], StringComparison.Ordinal);
    }

    /// <summary>Answers each request, or closes its connection.</summary>
    private static async Task ServeAsync(TcpListener listener, Func<byte[]?> answer)
    {
        while (true)
        {
            var connection = await listener.AcceptSocketAsync();
            _ = Task.Run(async () =>
            {
                using var _ = connection;
                var buffer = new byte[4096];
                // Each of these requests comes in one segment.
                while (await connection.ReceiveAsync(buffer) > 0 && answer() is { } response)
                    await connection.SendAsync(response);
            });
        }
    }
}
