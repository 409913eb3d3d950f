using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Readers.Authentication;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>
/// Reads a gateway's <c>proxy</c>: an address, whose credentials come from configuration, or <c>none</c>.
/// </summary>
internal static class ProxyReader
{
    private const string Key = "proxy";
    private const string None = "none";

    public static GatewayProxy? Read(SettingSection gateway, TemplateReader templates)
    {
        if (templates.ReadOptional(gateway, Key) is not { Length: > 0 } text)
            return null;
        if (text == None)
            return GatewayProxy.None;

        // A whole address may be a secret; a password is never in the file.
        var written = gateway.String(Key)!;
        if (!gateway.IsFromSettings(Key)
            && written.Contains('@', StringComparison.Ordinal)
            && !written.Contains("{{", StringComparison.Ordinal))
        {
            gateway.Fault(
                Key, $"must not contain a user or password in the file: set {gateway.Path.Under(Key).AsSetting}");
        }
        else if (ProxyAddress.Parse(text) is { } url)
        {
            var proxy = GatewayProxy.At(url, isForAll: false, TokenUrlReader.MayBeSecret(gateway, Key));
            templates.SecretTexts.AddRange(proxy.SecretTexts);
            return proxy;
        }
        else
        {
            gateway.Fault(Key, $"{ProxyAddress.Fault}, or \"none\"");
        }

        return null;
    }
}
