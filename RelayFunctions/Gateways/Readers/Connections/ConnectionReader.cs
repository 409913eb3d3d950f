using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>
/// Reads the settings of a gateway's connections: <c>certificate</c>, <c>tls</c>, <c>proxy</c> and <c>httpVersion</c>.
/// </summary>
internal sealed class ConnectionReader(RelativeFile files, TimeProvider time)
{
    private readonly CertificateReader _certificates = new(files, time);
    private readonly TlsReader _tls = new(files);

    public GatewayConnection Read(SettingSection gateway, Uri url, TemplateReader templates)
    {
        var connection = new GatewayConnection(
            _certificates.Read(gateway, url, templates),
            _tls.Read(gateway, url, templates),
            ProxyReader.Read(gateway, templates),
            HttpVersionReader.Read(gateway, url));
        return connection.IsDefault ? GatewayConnection.Default : connection;
    }
}
