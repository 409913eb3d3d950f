using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>
/// Responds as soon as it has seen the head of a request, and resets the connection while the body still arrives.
/// </summary>
internal sealed class HastyGateway : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _response;
    private readonly Task _serving;

    public HastyGateway(string response)
    {
        _response = Encoding.ASCII.GetBytes(response);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var connection = await _listener.AcceptSocketAsync();
                await connection.ReceiveAsync(new byte[1024]);
                await connection.SendAsync(_response);
                // With unread data, the end is a reset.
                connection.Close();
            }
            catch (Exception exception) when (exception is SocketException or InvalidOperationException)
            {
                if (!_listener.Server.IsBound)
                    return;
            }
        }
    }
}
