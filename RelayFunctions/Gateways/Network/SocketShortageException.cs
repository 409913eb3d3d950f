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
        IsCertain(failure.SocketErrorCode)
        // It may also mean that the machine has no address of IPv6, or, on Windows, that 0.0.0.0 is none of a host.
        || (failure.SocketErrorCode == SocketError.AddressNotAvailable
            && addresses.All(address =>
                address.AddressFamily == AddressFamily.InterNetwork && !address.Equals(IPAddress.Any)))
            ? new SocketShortageException(failure)
            : null;

    /// <summary>Returns why this machine can open no socket; null if it can.</summary>
    public static SocketException? FailureToOpen()
    {
        try
        {
            new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp).Dispose();
            return null;
        }
        catch (SocketException exception) when (IsCertain(exception.SocketErrorCode))
        {
            return exception;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static bool IsCertain(SocketError error) =>
        error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable;
}
