using System.Net;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>Reads a gateway's <c>httpVersion</c>.</summary>
internal static class HttpVersionReader
{
    private const string Key = "httpVersion";

    private static readonly Dictionary<string, Version> Versions = new(StringComparer.Ordinal)
    {
        ["1.1"] = HttpVersion.Version11,
        ["2"] = HttpVersion.Version20,
    };

    public static Version Read(SettingSection gateway, Uri url)
    {
        var version = ChoiceReader.Read(gateway, Key, Versions);
        if (version == HttpVersion.Version20 && UrlText.IsWithoutTls(url))
            gateway.Fault(Key, "can be 2 only with an https address");
        return version;
    }
}
