using System.Net;
using Microsoft.AspNetCore.Http;

namespace EmbeddedFunctions.Configuration;

/// <summary>A network address that the server listens on.</summary>
internal sealed record ListenAddress(string Scheme, string Host, int Port)
{
    /// <summary>Whether only this machine can call it.</summary>
    public bool IsLoopback => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>
    /// The address as WEBSITE_HOSTNAME publishes it: host:port, as under Core Tools and on Azure. The scheme is added
    /// only if it differs from the one that an app assumes: http on this machine, https elsewhere.
    /// </summary>
    public string Published
    {
        get
        {
            // A wildcard address is kept, so that the app can tell that other machines may call.
            var isEvery = Host is "*" or "+" or "0.0.0.0" or "[::]";
            var authority = $"{(Host is "*" or "+" ? "0.0.0.0" : Host)}:{Port}";
            var expected = isEvery || IsLoopback ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
            return Scheme.Equals(expected, StringComparison.OrdinalIgnoreCase) ? authority : $"{Scheme}://{authority}";
        }
    }

    /// <summary>Reads a url of the server; returns null for a Unix socket or a named pipe.</summary>
    /// <exception cref="FormatException">The url is not an address.</exception>
    public static ListenAddress? Parse(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe || address.IsNamedPipe
            ? null
            : new ListenAddress(address.Scheme, address.Host, address.Port);
    }
}
