using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>A proxy that forwards every request to one server.</summary>
/// <param name="server">The server's address.</param>
/// <param name="authorization">The Proxy-Authorization that it requires; null for none.</param>
internal sealed class StubProxy(IPEndPoint server, string? authorization = null) : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Uri Url => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The first lines of the requests that it let through.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public StubProxy Start()
    {
        _listener.Start();
        _ = AcceptAsync();
        return this;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var onward = new TcpClient();
        try
        {
            var stream = client.GetStream();
            var head = await HeadAsync(stream);
            while (authorization is not null && !head.Contains($"Proxy-Authorization: {authorization}\r\n", StringComparison.Ordinal))
            {
                await WriteAsync(stream, "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"a\"\r\nContent-Length: 0\r\n\r\n");
                head = await HeadAsync(stream);
            }

            Requests.Enqueue(head.Split("\r\n")[0]);
            await onward.ConnectAsync(server);
            if (head.StartsWith("CONNECT ", StringComparison.Ordinal))
                await WriteAsync(stream, "HTTP/1.1 200 Go\r\n\r\n");
            else
                await WriteAsync(onward.GetStream(), head);
            await Task.WhenAny(stream.CopyToAsync(onward.GetStream()), onward.GetStream().CopyToAsync(stream));
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // The sender closed the connection.
        }
    }

    private static async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static ValueTask WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
