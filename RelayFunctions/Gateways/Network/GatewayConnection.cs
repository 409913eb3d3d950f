namespace RelayFunctions.Gateways.Network;

/// <summary>
/// A gateway's settings of its connections. Compared by reference: each instance has its own connections.
/// </summary>
/// <param name="certificate">The client certificate; null for none.</param>
/// <param name="issuers">
/// Who may have issued the gateway's own certificate; null for those that the system trusts.
/// </param>
/// <param name="proxy">The proxy; null for that of <c>Relay__Proxy</c>.</param>
internal sealed class GatewayConnection(ClientCertificate? certificate, TrustedIssuers? issuers, GatewayProxy? proxy)
{
    /// <summary>The connection of a gateway without own settings.</summary>
    public static readonly GatewayConnection Default = new(null, null, null);

    public ClientCertificate? Certificate => certificate;

    public TrustedIssuers? Issuers => issuers;

    public GatewayProxy? Proxy => proxy;

    /// <summary>Whether nothing differs.</summary>
    public bool IsDefault => certificate is null && issuers is null && proxy is null;

    /// <summary>The hashes of the certificates that files gave, which tell whether one was renewed.</summary>
    public IEnumerable<string> Thumbprints =>
        new[] { certificate?.Thumbprint }.OfType<string>().Concat(issuers?.Thumbprints ?? []);
}
