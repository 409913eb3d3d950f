using System.Net;
using Microsoft.AspNetCore.Http;

namespace EmbeddedFunctions.Configuration;

/// <summary>An address of the network that the server listens on, by who can call it.</summary>
internal sealed record ListenAddress(string Scheme, string Host, int Port)
{
    /// <summary>Whether only this machine can call it.</summary>
    public bool IsLoopback => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>
    /// The address as an app is told its own: host:port, as Core Tools and Azure have it. The scheme is in front only
    /// where it isn't the one that such an app takes for granted: http on this machine, https elsewhere.
    /// </summary>
    public string Published
    {
        get
        {
            // An address that means every one stays one: the app can tell by it that not only this machine calls.
            var isEvery = Host is "*" or "+" or "0.0.0.0" or "[::]";
            var authority = $"{(Host is "*" or "+" ? "0.0.0.0" : Host)}:{Port}";
            var expected = isEvery || IsLoopback ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
            return Scheme.Equals(expected, StringComparison.OrdinalIgnoreCase) ? authority : $"{Scheme}://{authority}";
        }
    }

    /// <summary>Reads a url of the server; null where it's a socket or pipe of this machine.</summary>
    /// <exception cref="FormatException">It's no address.</exception>
    public static ListenAddress? Parse(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe || address.IsNamedPipe
            ? null
            : new ListenAddress(address.Scheme, address.Host, address.Port);
    }
}
