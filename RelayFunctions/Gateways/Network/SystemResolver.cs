using System.Net;
using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// The system's resolver, so that hosts files, mDNS and search domains are respected. It blocks a thread until it has a
/// result, and the framework's asynchronous form takes that thread from the pool. So each look-up has its own thread
/// here.
/// </summary>
internal static class SystemResolver
{
    /// <summary>
    /// The stack size of a thread: enough for the system's resolver and its plug-ins; the usual size is 8 MiB.
    /// </summary>
    private const int StackBytes = 512 * 1024;

    /// <inheritdoc cref="ResolveHost"/>
    public static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        OnOwnThreadAsync(() => Resolve(host)).WaitAsync(cancellationToken);

    /// <summary>Runs a blocking call on a thread outside of the pool.</summary>
    internal static Task<T> OnOwnThreadAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(Run, StackBytes) { IsBackground = true, Name = "name look-up" }.Start();
        return done.Task;

        void Run()
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }
    }

    // A look-up needs descriptors too, and its own error does not say that there are none.
    private static IPAddress[] Resolve(string host)
    {
        try
        {
            return Dns.GetHostAddresses(host);
        }
        catch (SocketException) when (SocketShortageException.FailureToOpen() is { } shortage)
        {
            throw shortage;
        }
    }
}
