namespace RelayFunctions.Gateways.Network;

/// <summary>
/// A gateway's connection settings. Compared by reference: each instance has its own connections.
/// </summary>
/// <param name="certificate">The client certificate; null for none.</param>
/// <param name="issuers">
/// The trusted issuers of the gateway's own certificate; null for those that the system trusts.
/// </param>
/// <param name="proxy">The proxy; null for that of <c>Relay__Proxy</c>.</param>
/// <param name="httpVersion">The version of HTTP for messages: 1.1 or 2.0.</param>
internal sealed class GatewayConnection(
    ClientCertificate? certificate, TrustedIssuers? issuers, GatewayProxy? proxy, Version httpVersion)
{
    /// <summary>The connection of a gateway without settings of its own.</summary>
    public static readonly GatewayConnection Default = new(null, null, null, System.Net.HttpVersion.Version11);

    public ClientCertificate? Certificate => certificate;

    public TrustedIssuers? Issuers => issuers;

    public GatewayProxy? Proxy => proxy;

    public Version HttpVersion => httpVersion;

    public bool IsHttp2 => httpVersion == System.Net.HttpVersion.Version20;

    /// <summary>Whether all settings are the defaults.</summary>
    public bool IsDefault => certificate is null && issuers is null && proxy is null && !IsHttp2;

    /// <summary>The hashes of the certificates from files, which show whether one was renewed.</summary>
    public IEnumerable<string> Thumbprints =>
        (certificate?.Thumbprints ?? []).Concat(issuers?.Thumbprints ?? []);
}
