using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Messages.Admission;

/// <summary>
/// Bounds the memory of the requests in flight, from their bodies to their queued writes, to a share of the memory that
/// the runtime has available. A request without room is refused before its body is read.
/// </summary>
public sealed class RequestMemory : IDisposable
{
    private const int BytesPerPermit = 1024;

    // Measured with messages of 250,000 bytes. A body is read into a buffer that grows by doubling; its text is there
    // as UTF-16, in the start of the orchestration, and encoded for the store.
    private const int BytesPerBodyByte = 3;
    private const int BytesPerMessageByte = 9;
    private const int BytesPerRequest = 16 * 1024;

    /// <summary>Requests may take the available memory divided by this number.</summary>
    private const int ShareDivisor = 6;

    private readonly ConcurrencyLimiter _limiter;
    private readonly int _permits;
    private readonly int _maxMessageBytes;
    private readonly int _maxBodyBytes;

    /// <param name="availableBytes">The memory that the runtime reports as available, in bytes.</param>
    /// <param name="maxMessageBytes">The longest message in bytes of UTF-8.</param>
    public RequestMemory(long availableBytes, int maxMessageBytes)
    {
        _maxMessageBytes = maxMessageBytes;
        _maxBodyBytes = new MessageRequestParser(maxMessageBytes).MaxBodyBytes;
        _permits = (int)Math.Min(int.MaxValue, (availableBytes / ShareDivisor / BytesPerPermit) + 1);
        _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = _permits, QueueLimit = 0 });
    }

    /// <summary>
    /// Reserves memory for a request, by its length, or by the maximum if it has none. A request larger than the whole
    /// budget is served while no other is.
    /// </summary>
    /// <returns>A lease to dispose of when the response is made; not acquired if there is no room.</returns>
    public RateLimitLease Reserve(HttpRequest request) => Reserve(request, _maxBodyBytes, _maxMessageBytes);

    /// <summary>Reserves memory for a request with its own bounds.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBodyBytes">The longest body in bytes.</param>
    /// <param name="maxMessageBytes">The maximum length of all its messages together, in bytes.</param>
    public RateLimitLease Reserve(HttpRequest request, int maxBodyBytes, int maxMessageBytes)
    {
        // A body over the bound is rejected by its length.
        var body = Math.Min(request.ContentLength ?? maxBodyBytes, maxBodyBytes);
        var bytes = (BytesPerBodyByte * body)
            + (BytesPerMessageByte * Math.Min(body, maxMessageBytes))
            + BytesPerRequest;
        return _limiter.AttemptAcquire((int)Math.Min(_permits, bytes / BytesPerPermit));
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
