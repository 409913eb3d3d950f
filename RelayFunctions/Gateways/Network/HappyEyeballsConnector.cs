using System.Net;
using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// Connects to the first of a host's addresses that accepts a connection (Happy Eyeballs, RFC 8305). An unresponsive
/// address costs 250 ms instead of the whole attempt.
/// </summary>
internal sealed class HappyEyeballsConnector(TimeProvider time)
{
    /// <summary>
    /// The Connection Attempt Delay that RFC 8305 recommends: the time before the next address is tried in parallel.
    /// </summary>
    public static readonly TimeSpan ConnectionAttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Connects to the first address that accepts, and closes the sockets of the others.</summary>
    /// <param name="addresses">At least one, the best first, as the system sorts them.</param>
    /// <param name="port">The port.</param>
    /// <param name="cancellationToken">Cancels all connection attempts.</param>
    /// <exception cref="SocketException">No address accepts a connection.</exception>
    public async Task<Socket> ConnectAsync(
        IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var next = new Queue<IPAddress>(AddressOrder.Interleave(addresses));
        var underWay = new List<Task<Socket>>();
        SocketException? failure = null;
        try
        {
            while (next.Count > 0 || underWay.Count > 0)
            {
                if (next.TryDequeue(out var address))
                    underWay.Add(ConnectAsync(new IPEndPoint(address, port), race.Token));
                if (await FirstOfAsync(underWay, next.Count > 0, race.Token) is not { } ended)
                    continue;

                underWay.Remove(ended);
                try
                {
                    return await ended;
                }
                catch (SocketException exception)
                {
                    failure = MoreInformative(failure, exception);
                }
            }

            throw failure!;
        }
        finally
        {
            race.Cancel();
            foreach (var loser in underWay)
                _ = CloseAsync(loser);
        }
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Returns the first attempt that ends; null once the delay before the next address has elapsed.</summary>
    private async Task<Task<Socket>?> FirstOfAsync(
        List<Task<Socket>> underWay, bool hasNext, CancellationToken cancellationToken)
    {
        if (!hasNext)
            return await Task.WhenAny(underWay);

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(ConnectionAttemptDelay, time, waiting.Token);
        var first = await Task.WhenAny([.. underWay, delay]);
        waiting.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return first as Task<Socket>;
    }

    // A missing route for one address family is the less useful error if the other family was tried.
    private static SocketException MoreInformative(SocketException? known, SocketException other) =>
        known is null or
        {
            SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable
                or SocketError.AddressFamilyNotSupported
        }
            ? other
            : known;

    private static async Task CloseAsync(Task<Socket> loser)
    {
        try
        {
            (await loser).Dispose();
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // ConnectAsync has disposed its socket.
        }
    }
}
