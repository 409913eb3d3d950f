using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// A connection to a gateway. A server may respond before it has read the whole request, and then close: the write
/// fails, though the response has arrived. So a failed write is left to the next read, which returns the response if
/// there is one, and otherwise fails in the same way.
/// </summary>
internal sealed class GatewayStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException exception) when (
            exception.InnerException is SocketException socket && SocketErrors.IsClosed(socket.SocketErrorCode))
        {
            // The read fails, if there is no response.
        }
    }
}
