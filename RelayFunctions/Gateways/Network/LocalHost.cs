namespace RelayFunctions.Gateways.Network;

/// <summary>The names that are reserved for this machine (RFC 6761, 6.3).</summary>
internal static class LocalHost
{
    public static bool Is(string host)
    {
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
