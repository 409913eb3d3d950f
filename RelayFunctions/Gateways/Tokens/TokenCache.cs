namespace RelayFunctions.Gateways.Tokens;

/// <summary>Holds one client's token. However many want it, it is fetched once.</summary>
internal sealed class TokenCache(TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<TokenGrant>? _current;

    /// <summary>The token, or why there is none. The fetch goes on where one of those that wait gives up.</summary>
    /// <param name="fetch">Fetches one; never fails.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<TokenGrant> GetAsync(Func<Task<TokenGrant>> fetch, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_current is null || IsOver(_current))
                _current = fetch();
            return _current.WaitAsync(cancellation);
        }
    }

    /// <summary>The token is of no use any more: the next one who wants it has it fetched anew.</summary>
    public void Forget(string token)
    {
        lock (_lock)
        {
            if (_current is { IsCompletedSuccessfully: true } known && known.Result.Token == token)
                _current = null;
        }
    }

    private bool IsOver(Task<TokenGrant> grant) =>
        grant.IsCompleted && (!grant.IsCompletedSuccessfully || time.GetUtcNow() >= grant.Result.UsableUntil);
}
