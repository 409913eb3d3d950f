namespace RelayFunctions.Gateways.Transport;

/// <summary>
/// Whether a connection was opened for a request; otherwise the request used an idle one. That is a guess: of two
/// requests that wait at the same time, each may use the connection of the other.
/// </summary>
internal sealed class ConnectionUse
{
    private static readonly HttpRequestOptionsKey<ConnectionUse> Key = new(nameof(ConnectionUse));

    private volatile bool _isNew;

    /// <summary>Whether a connection was opened.</summary>
    public bool IsNew => _isNew;

    /// <summary>Observes the connection of a request that is about to be sent.</summary>
    public static ConnectionUse Observe(HttpRequestMessage request)
    {
        var use = new ConnectionUse();
        request.Options.Set(Key, use);
        return use;
    }

    /// <summary>Records that a connection was opened for a request.</summary>
    public static void OnOpened(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Key, out var use))
            use._isNew = true;
    }
}
