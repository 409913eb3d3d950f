using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Configuration;

/// <summary>
/// Publishes the app's own address as <c>WEBSITE_HOSTNAME</c>, and its folder, as Core Tools and Azure do. It has the
/// lowest precedence, so that a configured name wins.
/// </summary>
internal sealed class OwnAddress : ConfigurationProvider, IConfigurationSource
{
    private const string Setting = "WEBSITE_HOSTNAME";
    private const string FolderSetting = "FUNCTIONS_APPLICATION_DIRECTORY";

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Publishes the folder of host.json, where an app finds its route prefix.</summary>
    public void PublishFolder(string folder) => Data[FolderSetting] = folder;

    /// <summary>
    /// Publishes the address that the app is bound to. Addresses other than loopback come first,
    /// because an app uses it to tell whether only this machine can call; then plain http.
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
            return;

        Data[Setting] = own.Published;
        OnReload();
    }
}
