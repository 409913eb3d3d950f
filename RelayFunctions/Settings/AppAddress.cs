using System.Net;
using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Settings;

/// <summary>
/// The address at which the app itself is reached. Azure, Core Tools and the embedded host all publish it as
/// <c>WEBSITE_HOSTNAME</c>, some only once they listen, so it is read when it is needed. It is <c>host:port</c>, which
/// is http on this machine and https elsewhere; the embedded host adds the scheme if it is different.
/// </summary>
public sealed class AppAddress(IConfiguration configuration)
{
    private readonly Lazy<string> _prefix = new(() => RoutePrefix.Read(configuration));

    /// <summary>
    /// The address with the host's route prefix and a trailing slash, or null if no host has published one.
    /// </summary>
    public Uri? Current
    {
        get
        {
            if (Published is not { } address)
                return null;

            var reached = IsWildcard(address) ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri : address;
            return new Uri(reached, _prefix.Value);
        }
    }

    /// <summary>Whether only this machine can reach the app.</summary>
    public bool IsLoopback => Published is { IsLoopback: true };

    private Uri? Published
    {
        get
        {
            var published = configuration["WEBSITE_HOSTNAME"]?.TrimEnd('/');
            if (published?.Contains("://", StringComparison.Ordinal) == true)
                return HttpAddress($"{published}/");

            var address = HttpAddress($"http://{published}/");
            return address is null || address.IsLoopback || IsWildcard(address)
                ? address
                : HttpAddress($"https://{published}/");
        }
    }

    private static Uri? HttpAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : null;

    private static bool IsWildcard(Uri address) =>
        IPAddress.TryParse(address.DnsSafeHost, out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
}
