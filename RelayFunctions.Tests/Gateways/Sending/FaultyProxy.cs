using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>A proxy that answers the first bytes of each connection with fixed ones.</summary>
/// <param name="answer">The answer; null for none.</param>
/// <param name="closes">Whether it then closes its side of the connection.</param>
internal sealed class FaultyProxy(string? answer, bool closes) : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when nothing more happens on a connection, since the sender waits for more.</summary>
    public Task Stalled => _stalled.Task;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public FaultyProxy Start()
    {
        _listener.Start();
        _ = AcceptAsync();
        return this;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients)
            client.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            var buffer = new byte[4096];
            _ = await stream.ReadAsync(buffer);
            if (answer is not null)
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            if (answer?.EndsWith("\r\n\r\n", StringComparison.Ordinal) == true && !closes)
                _ = await stream.ReadAsync(buffer);
            _stalled.TrySetResult();
            // A connection that is closed with unread bytes would be reset.
            if (closes)
                client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The sender closed the connection, or the test is over.
        }
    }
}
