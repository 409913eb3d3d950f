using System.Collections.Concurrent;
using System.Net;

namespace RelayFunctions.Tests.Gateways.Network;

/// <summary>A resolver whose look-ups end when the test lets them.</summary>
internal sealed class HeldNames
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<IPAddress[]>> _underWay = new();

    /// <summary>The names asked for so far, once for each look-up.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>How many look-ups run now.</summary>
    public int UnderWay => _underWay.Count;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        var lookup = new TaskCompletionSource<IPAddress[]>();
        _underWay[host] = lookup;
        return lookup.Task;
    }

    public void Answer(string host, string address = "192.0.2.1")
    {
        _underWay.Remove(host, out var lookup);
        lookup!.SetResult([IPAddress.Parse(address)]);
    }

    public void Fail(string host, Exception error)
    {
        _underWay.Remove(host, out var lookup);
        lookup!.SetException(error);
    }
}
