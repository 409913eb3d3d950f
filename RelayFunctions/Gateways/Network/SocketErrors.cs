using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>What the errors of sockets mean.</summary>
internal static class SocketErrors
{
    /// <summary>Whether the other side has closed the connection.</summary>
    public static bool IsClosed(SocketError error) =>
        error is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;
}
