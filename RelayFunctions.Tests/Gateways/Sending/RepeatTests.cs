using System.Net;
using System.Net.Sockets;
using System.Text;
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
    [InlineData("408 Request Timeout", "close", 2, 200)]
    [InlineData("408 Request Timeout", "keep-alive", 1, 408)]
    [InlineData("503 Service Unavailable", "close", 1, 503)]
    public async Task Send_RequestTimeoutThatClosesTheConnection_IsSentOnceMore(string status, string connection, int requests, int last)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var count = 0;
        _ = ServeAsync(listener, () => ++count > 1
            ? Ok
            : Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: {connection}\r\nContent-Length: 0\r\n\r\n"));
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(new Uri($"http://{listener.LocalEndpoint}/"));

        Assert.Equal((requests, last), (count, response.StatusCode));
    }

    [Theory]
    [InlineData("message", "")]
    [InlineData("attempt", "-1")]
    public async Task Send_RequestTimeoutThatClosesTheConnection_KeepsItsKey(string idempotency, string end)
    {
        var isFirst = true;
        await using var stub = await StubGateway.StartAsync(context =>
        {
            context.Response.StatusCode = isFirst ? 408 : 200;
            context.Response.Headers.Connection = "close";
            isFirst = false;
            return Task.CompletedTask;
        });
        using var sender = new SenderFixture();

        await sender.SendAsync(GatewayFixture.Load($$"""{"url": "{{stub.Url}}", "idempotency": "{{idempotency}}"}"""));

        var keys = stub.Requests.Select(request => request.Headers["Idempotency-Key"].ToString()).ToArray();
        Assert.Equal(2, keys.Length);
        Assert.Equal(keys[0], keys[1]);
        Assert.EndsWith(end, keys[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_RequestTimeoutThatIsFinal_IsNotSentAgain()
    {
        await using var stub = await StubGateway.StartAsync(context =>
        {
            context.Response.StatusCode = 408;
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(GatewayFixture.Load($$"""{"url": "{{stub.Url}}", "retry": {"stopOn": [408]} }"""));

        Assert.True(response.IsFinal);
        Assert.Single(stub.Requests);
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
