using System.Net;
using System.Net.Sockets;

namespace RelayFunctions.Tests.Gateways.Network;

/// <summary>An address that ignores connection attempts: a listener with a full backlog that accepts none.</summary>
internal sealed class SilentAddress : IAsyncDisposable
{
    private readonly List<Socket> _sockets = [];

    public static async Task<SilentAddress> StartAsync(IPAddress address, int port)
    {
        var silent = new SilentAddress();
        var listener = silent.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
        var endPoint = new IPEndPoint(address, port);
        listener.Bind(endPoint);
        listener.Listen(0);
        // Linux accepts one more than the backlog.
        await silent.Add(new Socket(SocketType.Stream, ProtocolType.Tcp)).ConnectAsync(endPoint);
        return silent;
    }

    public ValueTask DisposeAsync()
    {
        _sockets.ForEach(socket => socket.Dispose());
        return ValueTask.CompletedTask;
    }

    private Socket Add(Socket socket)
    {
        _sockets.Add(socket);
        return socket;
    }
}
