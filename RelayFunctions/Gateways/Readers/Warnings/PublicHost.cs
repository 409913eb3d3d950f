using System.Net;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Readers.Values;

namespace RelayFunctions.Gateways.Readers.Warnings;

/// <summary>Recognises addresses that lead through networks of others.</summary>
internal static class PublicHost
{
    /// <summary>Whether requests to an address leave this machine and its private network in plain text.</summary>
    public static bool IsReachedWithoutTls(Uri url) => UrlText.IsWithoutTls(url)
        // A name without a dot is one of the local network.
        && url.IdnHost.AsSpan().ContainsAny('.', ':')
        && !LocalHost.Is(url.IdnHost)
        && !(IPAddress.TryParse(url.IdnHost, out var address) && PrivateAddresses.Contains(address));
}
