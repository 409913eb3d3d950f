using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Configuration;

/// <summary>
/// Publishes the app's own address as <c>WEBSITE_HOSTNAME</c>, as Core Tools and Azure do. It stands lowest in the
/// configuration, so that a name that somebody set wins.
/// </summary>
internal sealed class OwnAddress : ConfigurationProvider, IConfigurationSource
{
    private const string Setting = "WEBSITE_HOSTNAME";

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>
    /// Publishes the address that the app is bound to. One that others can call goes before loopback, since an app asks
    /// by it whether only this machine calls; then a plain http one.
    /// </summary>
    public void Publish(IEnumerable<string> urls)
    {
        var own = urls
            .Select(ListenAddress.Parse)
            .OfType<ListenAddress>()
            .OrderBy(address => address.IsLoopback)
            .ThenBy(address => address.Scheme != Uri.UriSchemeHttp)
            .FirstOrDefault();
        if (own is null)
        {
            return;
        }

        Data[Setting] = own.Published;
        OnReload();
    }
}
