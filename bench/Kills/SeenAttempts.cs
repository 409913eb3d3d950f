using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Bench.Kills;

/// <summary>The attempts that a gateway saw, by the headers that each request carries.</summary>
internal sealed class SeenAttempts
{
    private readonly ConcurrentDictionary<string, int> _requests = new();
    private int _later;

    /// <summary>The number of repeated requests of messages.</summary>
    public int Repeats => _requests.Values.Sum(count => count - 1);

    /// <summary>How many requests were not first attempts.</summary>
    public int Later => _later;

    public bool HasSeen(string messageId) => _requests.ContainsKey(messageId);

    public Task OnRequest(HttpContext context)
    {
        _requests.AddOrUpdate(context.Request.Headers["Idempotency-Key"].ToString(), 1, (_, count) => count + 1);
        if (context.Request.Headers["X-Relay-Attempt"] != "1")
            Interlocked.Increment(ref _later);
        return Task.CompletedTask;
    }
}
