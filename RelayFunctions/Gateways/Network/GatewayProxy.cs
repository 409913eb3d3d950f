using System.Net;

namespace RelayFunctions.Gateways.Network;

/// <summary>A proxy that gateways are reached through. Its credentials are a secret.</summary>
internal sealed class GatewayProxy : IWebProxy
{
    /// <summary>The shortest user name that is a secret, in characters: a shorter one is a word of many texts.</summary>
    private const int MinSecretUser = 8;

    /// <summary>No proxy: gateways are reached directly.</summary>
    public static readonly GatewayProxy None = new(null);

    private GatewayProxy(Uri? address) => Address = address;

    /// <summary>The address, without user and password; null for no proxy.</summary>
    public Uri? Address { get; }

    /// <summary>Whether the host may be a secret, so that no error names it.</summary>
    public bool IsHostSecret { get; init; }

    /// <summary>Whether tunnels are asked for in HTTP, without TLS.</summary>
    public bool IsPlainHttp => Address?.Scheme == Uri.UriSchemeHttp;

    /// <summary>Whether tunnels are asked for by SOCKS.</summary>
    public bool IsSocks => Address?.Scheme.StartsWith("socks", StringComparison.Ordinal) == true;

    /// <summary>
    /// Whether it is for all gateways. Then gateways on this machine and at private addresses are still reached
    /// directly.
    /// </summary>
    public bool IsForAll { get; init; }

    /// <summary>The texts of the credentials, which are masked in the words of those that the proxy leads to.</summary>
    public IReadOnlyList<string> SecretTexts { get; private init; } = [];

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <summary>The proxy at an address that may contain user and password, percent-encoded.</summary>
    public static GatewayProxy At(Uri url, bool isForAll, bool isHostSecret = false)
    {
        var credentials = url.UserInfo.Length > 0 ? CredentialsOf(url.UserInfo.Split(':', 2)) : null;
        return new(new UriBuilder(url) { UserName = "", Password = "" }.Uri)
        {
            IsForAll = isForAll,
            IsHostSecret = isHostSecret,
            Credentials = credentials,
            SecretTexts = credentials is null ? [] : SecretTextsOf(credentials),
        };
    }

    /// <summary>Whether a connection to a host is one to the proxy.</summary>
    public bool IsAt(string host, int port) =>
        Address?.Port == port && Address.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => Address is null || (IsForAll && IsInternal(host));

    private static bool IsInternal(Uri url) =>
        LocalHost.Is(url.IdnHost)
            || (IPAddress.TryParse(url.DnsSafeHost, out var address) && PrivateAddresses.Contains(address));

    // Some proxies take a token as the user, without a password.
    private static string[] SecretTextsOf(NetworkCredential credentials)
    {
        var (user, password) = (credentials.UserName, credentials.Password);
        string[] texts = [$"{user}:{password}", password];
        return user.Length >= MinSecretUser ? [.. texts, user] : texts;
    }

    private static NetworkCredential CredentialsOf(string[] user) =>
        new(Uri.UnescapeDataString(user[0]), user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "");
}
