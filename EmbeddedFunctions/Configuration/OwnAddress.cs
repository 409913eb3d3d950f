using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Configuration;

/// <summary>
/// Publishes the app's own address as <c>WEBSITE_HOSTNAME</c> (host:port, no scheme), as Core Tools and Azure do. It
/// stands lowest in the configuration, so that a name that somebody set wins.
/// </summary>
internal sealed class OwnAddress : ConfigurationProvider, IConfigurationSource
{
    private const string Setting = "WEBSITE_HOSTNAME";

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Publishes the address at which the app reaches itself; a plain http one is preferred.</summary>
    public void Publish(IEnumerable<string> urls)
    {
        var own = urls
            .Select(BindingAddress.Parse)
            .OrderBy(address => address.Scheme == Uri.UriSchemeHttp ? 0 : 1)
            .FirstOrDefault(address => !address.IsUnixPipe && !address.IsNamedPipe);
        if (own is null)
        {
            return;
        }

        Data[Setting] = $"{Reachable(own.Host)}:{own.Port}";
        OnReload();
    }

    /// <summary>A wildcard is where to listen; to call it takes a name.</summary>
    private static string Reachable(string host) => host is "*" or "+" || IsAny(host) ? "localhost" : host;

    private static bool IsAny(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
}
