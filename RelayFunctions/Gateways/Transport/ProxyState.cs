namespace RelayFunctions.Gateways.Transport;

/// <summary>What an error says of the proxy in front of a gateway.</summary>
/// <param name="Host">The proxy's host; null if it may be a secret.</param>
/// <param name="IsSilent">Whether the proxy has not responded for the gateway's host.</param>
internal sealed record ProxyState(string? Host, bool IsSilent)
{
    /// <summary>The proxy in words.</summary>
    public static string NameOf(ProxyState? proxy) => proxy?.Host is { } host ? $"the proxy {host}" : "the proxy";
}
