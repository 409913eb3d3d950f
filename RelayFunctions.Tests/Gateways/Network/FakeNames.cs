using System.Collections.Concurrent;
using System.Net;

namespace RelayFunctions.Tests.Gateways.Network;

/// <summary>Resolves unknown names to a sequence of results; the last one stays.</summary>
internal sealed class FakeNames(params string[][] responses)
{
    private int _asked;

    public ConcurrentQueue<string> Asked { get; } = new();

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        var response = responses[Math.Min(Interlocked.Increment(ref _asked), responses.Length) - 1];
        return Task.FromResult(Array.ConvertAll(response, IPAddress.Parse));
    }
}
