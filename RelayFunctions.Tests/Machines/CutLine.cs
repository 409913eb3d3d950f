using System.Net;
using System.Net.Sockets;

namespace RelayFunctions.Tests.Machines;

/// <summary>A proxy for a service of this machine, which a test can cut and restore.</summary>
internal sealed class CutLine(int servicePort) : IDisposable
{
    private readonly List<TcpClient> _open = [];
    private TcpListener? _listener;

    public int Port { get; private set; }

    /// <summary>Lets callers through, always at the same port.</summary>
    public void Mend()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    /// <summary>Closes all connections and refuses further ones.</summary>
    public void Cut()
    {
        _listener!.Stop();
        lock (_open)
        {
            foreach (var connection in _open)
                connection.Close();
            _open.Clear();
        }
    }

    public void Dispose() => Cut();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var caller = await listener.AcceptTcpClientAsync();
                var service = new TcpClient();
                lock (_open)
                    _open.AddRange([caller, service]);
                await service.ConnectAsync(IPAddress.Loopback, servicePort);
                _ = CopyAsync(caller, service);
                _ = CopyAsync(service, caller);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The line is cut.
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the two has gone.
        }

        to.Close();
        from.Close();
    }
}
