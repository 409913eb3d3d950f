using RelayFunctions.Gateways.Auth;

namespace RelayFunctions.Gateways.Tokens;

/// <summary>Holds one client's token. Concurrent callers share one fetch.</summary>
internal sealed class TokenCache(TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<TokenGrant>? _current;

    /// <summary>
    /// Returns the token, or why there is none; whether it is fresh: granted for this call and the calls that waited
    /// with it; and whether this call fetches it.
    /// </summary>
    /// <param name="fetch">
    /// Fetches a token; fails only if the process stops, or this machine has no socket left.
    /// </param>
    public (Task<TokenGrant> Grant, bool IsFresh, bool IsOwn) Get(Func<Task<TokenGrant>> fetch)
    {
        lock (_lock)
        {
            if (_current is { IsCompletedSuccessfully: true } kept && time.GetUtcNow() < kept.Result.UsableUntil)
                return (kept, false, false);

            var isOwn = _current is null or { IsCompleted: true };
            if (isOwn)
                _current = fetch();
            return (_current!, true, isOwn);
        }
    }

    /// <summary>Drops a token that a gateway rejected: the next caller fetches a new one.</summary>
    public void Forget(string token)
    {
        lock (_lock)
        {
            if (_current is { IsCompletedSuccessfully: true } known && known.Result.Token == token)
                _current = null;
        }
    }
}
