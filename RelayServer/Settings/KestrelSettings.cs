using Microsoft.AspNetCore.Server.Kestrel.Core;
using RelayFunctions.Settings;

namespace RelayServer.Settings;

/// <summary>
/// Finds the faults of addresses and certificates that Kestrel reports when it begins to listen, without listening.
/// Kestrel itself stops at the first fault, and names no setting.
/// </summary>
internal static class KestrelSettings
{
    private const string Section = "Kestrel";
    private const string Certificates = "Certificates";
    private const string Endpoints = "Endpoints";

    /// <param name="configuration">The settings of the server.</param>
    /// <param name="services">The server's services.</param>
    public static IReadOnlyList<string> FaultsIn(IConfiguration configuration, IServiceProvider services)
    {
        var kestrel = configuration.GetSection(Section);
        var certificate = kestrel.GetSection($"{Certificates}:Default");
        // An endpoint without a certificate of its own would repeat this fault.
        if (FaultOf(certificate, Only(kestrel, Certificates), services) is { } fault)
            return [fault];

        var endpoints = kestrel.GetSection(Endpoints).GetChildren().ToList();
        var faults = endpoints.Count > 0
            ? endpoints.Select(endpoint => FaultOf(
                endpoint, Only(kestrel, Certificates, "EndpointDefaults", $"{Endpoints}:{endpoint.Key}"), services))
            : [HttpsFault(configuration, kestrel, services)];
        return [.. faults.OfType<string>()];
    }

    // Kestrel reads the other addresses only when it listens. They are valid, but https needs a certificate.
    private static string? HttpsFault(IConfiguration configuration, IConfiguration kestrel, IServiceProvider services)
    {
        var urls = configuration.GetSection(WebHostDefaults.ServerUrlsKey);
        var ports = configuration.GetSection(WebHostDefaults.HttpsPortsKey);
        var isHttps = urls.Value is { Length: > 0 } addresses
            ? addresses.Contains("https://", StringComparison.OrdinalIgnoreCase)
            : ports.Value is { Length: > 0 };
        if (!isHttps)
            return null;

        var settings = Only(kestrel, Certificates).Append(new($"{Endpoints}:https:Url", "https://127.0.0.1:0"));
        return FaultOf(urls.Value is { Length: > 0 } ? urls : ports, settings, services);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Only(IConfiguration kestrel, params string[] sections) =>
        sections.SelectMany(section => kestrel.GetSection(section).AsEnumerable())
            .Where(setting => setting.Value is not null)
            .Select(setting => KeyValuePair.Create(setting.Key[(Section.Length + 1)..], setting.Value));

    private static string? FaultOf(
        IConfigurationSection blamed, IEnumerable<KeyValuePair<string, string?>> settings, IServiceProvider services)
    {
        try
        {
            var options = new KestrelServerOptions { ApplicationServices = services };
            options.Configure(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Load();
            return null;
        }
        catch (Exception exception)
        {
            return $"setting {NameOf(blamed, exception.Message)}: {exception.Message.TrimEnd('.')}";
        }
    }

    // An error of a file contains its path. Only these settings are compared, since others may be secrets.
    private static string NameOf(IConfigurationSection blamed, string error) => SettingNames.AsVariable(
        blamed.AsEnumerable()
            .Where(setting => setting.Key.EndsWith("Path", StringComparison.OrdinalIgnoreCase)
                && setting.Value is { Length: > 0 } path
                && error.Contains(path, StringComparison.Ordinal))
            .OrderByDescending(setting => setting.Value!.Length)
            .FirstOrDefault().Key ?? blamed.Path);
}
