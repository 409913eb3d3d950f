using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>The proxy in front of a gateway could not be connected to.</summary>
internal sealed class ProxyUnreachableException(SocketException reason) : Exception(null, reason)
{
    public SocketError Reason => reason.SocketErrorCode;
}
