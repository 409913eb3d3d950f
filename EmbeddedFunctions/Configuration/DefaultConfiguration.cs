using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace EmbeddedFunctions.Configuration;

/// <summary>The default settings, with the lowest precedence.</summary>
internal static class DefaultConfiguration
{
    /// <summary>The port of Core Tools, on loopback only.</summary>
    private const string DefaultUrl = "http://127.0.0.1:7071";

    // Kestrel's own error for it names no setting, and a method that functions can't call.
    private const string PathFault =
        "it must have no path: extensions.http.routePrefix of host.json is the path before all routes";

    private const string SchemeFault = $"it must begin with http:// or https://, as in {DefaultUrl}";

    public static void AddTo(ConfigurationManager configuration) =>
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                // No default level: it would override the minimum level that the app sets in code. ASP.NET Core's own
                // request lines contain the query, which may contain a key. The framework's lines about each episode
                // and activity are for debugging.
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
                ["Logging:LogLevel:Microsoft.DurableTask"] = "Warning",
                ["Logging:LogLevel:DurableTask"] = "Warning",
            },
        });

    /// <summary>
    /// Sets the default address if neither an address nor a port is configured. It can't be a default setting like the
    /// others, since ASP.NET Core ignores its ports if <c>urls</c> is set.
    /// </summary>
    public static void AddUrlTo(ConfigurationManager configuration)
    {
        if (ConfiguredUrls(configuration).Count == 0)
            configuration.AddInMemoryCollection([new(WebHostDefaults.ServerUrlsKey, DefaultUrl)]);
    }

    /// <summary>The configured addresses of the server; Kestrel's own settings take precedence.</summary>
    /// <param name="configuration">The app's settings.</param>
    /// <param name="faults">Receives a fault for each address that can't be read.</param>
    public static IReadOnlyList<string> Urls(IConfiguration configuration, List<string> faults)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(endpoint => endpoint["Url"] is not null)
            .Select(endpoint => (Setting: $"Kestrel__Endpoints__{endpoint.Key}__Url", Url: endpoint["Url"]!))
            .ToList();
        var usable = new List<(string Setting, string Url)>();
        foreach (var (setting, url) in endpoints.Count > 0 ? endpoints : ConfiguredUrls(configuration))
        {
            if ((FaultOf(url) ?? OverlappingAddresses.FaultOf(url, usable)) is { } fault)
                faults.Add($"The address '{url}' of {setting} can't be used: {fault}.");
            else
                usable.Add((setting, url));
        }

        return [.. usable.Select(address => address.Url)];
    }

    // As in ASP.NET Core, the ports (at every address of the machine) apply only if no url is set.
    private static List<(string Setting, string Url)> ConfiguredUrls(IConfiguration configuration) =>
        configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 }
            ? [.. Parts(configuration, WebHostDefaults.ServerUrlsKey)]
            :
            [
                .. Parts(configuration, WebHostDefaults.HttpPortsKey, "http://*:"),
                .. Parts(configuration, WebHostDefaults.HttpsPortsKey, "https://*:"),
            ];

    private static IEnumerable<(string Setting, string Url)> Parts(
        IConfiguration configuration, string setting, string prefix = "") =>
        (configuration[setting] ?? string.Empty)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => (setting, prefix + part));

    private static string? FaultOf(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return SchemeFault;
        }

        if (!address.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase)
            && !address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
        {
            return SchemeFault;
        }

        if (address.PathBase.Length > 0)
            return PathFault;

        // A port that is not a number is read as part of the host's name.
        return address.IsUnixPipe || address.IsNamedPipe
            || (address.Port is >= 0 and <= ushort.MaxValue && IsHost(address.Host))
                ? null
                : "it must be a host's name or IP address with a port from 0 to 65535";
    }

    private static bool IsHost(string host) =>
        host is "*" or "+" || Uri.CheckHostName(host) != UriHostNameType.Unknown;
}
