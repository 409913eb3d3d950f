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

    /// <summary>Publishes the address that the app is bound to; a plain http one is preferred.</summary>
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

        Data[Setting] = $"{Published(own.Host)}:{own.Port}";
        OnReload();
    }

    /// <summary>An address that means every one stays one: the app can tell by it that not only this machine calls.</summary>
    private static string Published(string host) => host is "*" or "+" ? "0.0.0.0" : host;
}
