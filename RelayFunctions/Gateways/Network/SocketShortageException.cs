using System.Net;
using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// This machine has no file descriptor, port or buffer left for a connection. It says nothing about the gateway, and
/// nothing was sent.
/// </summary>
internal sealed class SocketShortageException(SocketException reason) : Exception(null, reason)
{
    /// <summary>What there is too little of.</summary>
    public string Shortage => reason.SocketErrorCode switch
    {
        SocketError.TooManyOpenSockets => "file descriptors (ulimit -n)",
        SocketError.AddressNotAvailable => "local ports (net.ipv4.ip_local_port_range)",
        _ => "buffers for sockets",
    };

    /// <summary>Returns a failure to connect, as a lack of something of this machine; null if it is none.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="addresses">The addresses that were tried; empty if the lookup of the name failed.</param>
    public static SocketShortageException? Of(SocketException failure, IReadOnlyList<IPAddress> addresses) =>
        failure.SocketErrorCode switch
        {
            SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => new(failure),
            // For IPv6 it may also mean that the machine has no address of it.
            SocketError.AddressNotAvailable when addresses.All(IsOfVersion4) => new(failure),
            // A lookup needs descriptors too, and its error does not say that there are none.
            _ when addresses.Count == 0 && FailureToOpen() is { } cause => new(cause),
            _ => null,
        };

    private static bool IsOfVersion4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static SocketException? FailureToOpen()
    {
        try
        {
            new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp).Dispose();
            return null;
        }
        catch (SocketException exception)
        {
            return exception;
        }
    }
}
