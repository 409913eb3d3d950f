using System.Net;
using Microsoft.Extensions.Configuration;

namespace RelayFunctions;

/// <summary>
/// The address at which the app itself is reached. Azure, Core Tools and the embedded host all publish it as
/// <c>WEBSITE_HOSTNAME</c>, <c>host:port</c> without a scheme, some only once they listen: so it is read when asked for.
/// </summary>
public sealed class OwnAddress(IConfiguration configuration)
{
    /// <summary>The address with a trailing slash, or null where no host has published one.</summary>
    public Uri? Current
    {
        get
        {
            var published = configuration["WEBSITE_HOSTNAME"];
            if (!Uri.TryCreate($"http://{published}/", UriKind.Absolute, out var address))
                return null;

            if (IsWildcard(address))
                return new UriBuilder(address) { Host = "127.0.0.1" }.Uri;

            return address.IsLoopback ? address : new Uri($"https://{published}/");
        }
    }

    /// <summary>Whether only this machine can reach the app.</summary>
    public bool IsLoopback =>
        Uri.TryCreate($"http://{configuration["WEBSITE_HOSTNAME"]}/", UriKind.Absolute, out var address)
        && address.IsLoopback;

    private static bool IsWildcard(Uri address) =>
        IPAddress.TryParse(address.DnsSafeHost, out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
}
