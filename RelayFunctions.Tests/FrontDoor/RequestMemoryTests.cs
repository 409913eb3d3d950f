using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Messages.Admission;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Requests without room in memory are rejected before their bodies are read.</summary>
public sealed class RequestMemoryTests
{
    [Theory]
    [InlineData("/send_message")]
    [InlineData("/gateways/gateway_1/preview")]
    public async Task Request_WithoutMemoryForIt_Is503WithRetryAfterThoughItsBodyNeverEnds(string path)
    {
        await using var relay = await StartAsync(availableBytes: 0);
        using var other = relay.Services.GetRequiredService<RequestMemory>().Reserve(new DefaultHttpContext().Request);
        var response = await SendHeadAloneAsync(relay.Http.BaseAddress!, path);

        Assert.StartsWith("HTTP/1.1 503", response, StringComparison.Ordinal);
        Assert.Contains("\r\nRetry-After: 1\r\n", response, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/problem+json\r\n", response, StringComparison.Ordinal);
        Assert.Empty(relay.Gateway.Requests);
    }

    [Fact]
    public async Task Request_OnceThereIsMemoryAgain_IsServed()
    {
        await using var relay = await StartAsync(availableBytes: 0);
        relay.Services.GetRequiredService<RequestMemory>().Reserve(new DefaultHttpContext().Request).Dispose();

        await relay.SendAsync("one");
        await relay.SendAsync("two");
    }

    [Fact]
    public async Task Request_LargerThanAllMemory_RunsWithNoOther()
    {
        await using var relay = await StartAsync(availableBytes: 1024);

        await relay.SendAsync(new string('x', 200_000));
        await relay.SendAsync(new string('y', 200_000));
    }

    private static Task<RelayHost> StartAsync(long availableBytes) => RelayHost.StartAsync(configure: builder =>
        builder.Services.AddSingleton(new RequestMemory(availableBytes, maxMessageBytes: 262_144)));

    /// <summary>Sends a head without the body that it announces, and returns the head of the response.</summary>
    private static async Task<string> SendHeadAloneAsync(Uri server, string path)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Length: 100\r\n\r\n"),
            cancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var head = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
            head.Append(line).Append("\r\n");
        return head.ToString();
    }
}
