using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Readers;
using RelayFunctions.Gateways.Readers.Connections;
using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Loading;

/// <summary>Makes a catalogue from the file and the settings that override it.</summary>
internal static class CatalogueLoader
{
    /// <summary>The fault that is reported for a bug in Relay itself.</summary>
    public const string Unexpected = "can't be read, which is a fault of Relay";

    /// <summary>The maximum number of alerts: each costs an evaluation of every gateway, every minute.</summary>
    private const int MaxAlerts = 50;

    /// <summary>
    /// Reads everything; each fault names the file or the setting, the gateway or alert, and the key.
    /// </summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">The path of the file: faults contain its name, and other files are relative to it.</param>
    /// <param name="configuration">
    /// The source of the settings <c>Gateways__NAME__key</c> and <c>Alerts__NAME__key</c>.
    /// </param>
    /// <param name="baseUrl">
    /// What relative urls are relative to, with a trailing slash; null for the app itself.
    /// </param>
    /// <param name="canUseOwnAddress">Whether urls may be relative to the app itself.</param>
    /// <param name="time">The clock against which certificates are validated.</param>
    public static LoadedCatalogue Load(
        string text,
        string file,
        IConfiguration configuration,
        Uri? baseUrl,
        bool canUseOwnAddress,
        TimeProvider time)
    {
        var faults = new FaultList(Path.GetFileName(file));
        var parts = CatalogueFile.Parse(text, faults);
        SettingsOverlay.Apply(parts, configuration, faults);
        // Misspelt names are only warnings, since an environment contains variables of other programs too.
        foreach (var (setting, meant) in SettingNames.MisspeltIn(configuration))
            faults.Warn(setting, $"has no effect; did you mean {meant}?");

        var files = new RelativeFile(Path.GetDirectoryName(file) ?? "");
        var gatewayReader = new GatewayReader(
            new UrlReader(baseUrl, canUseOwnAddress),
            new NetworkReader(baseUrl),
            new ConnectionReader(files, time),
            faults);
        var entries = parts[CatalogueFile.Gateways]!.AsObject();
        var gateways = Read(entries, gatewayReader.Read, isAlerts: false, faults);
        var alertReader = new AlertReader(
            [.. entries.Select(entry => entry.Key)],
            gateways.ToDictionary(gateway => gateway.Name, StringComparer.Ordinal),
            faults);
        var alerts = Read(parts[CatalogueFile.Alerts]!.AsObject(), alertReader.Read, isAlerts: true, faults);
        if (alerts.Count > MaxAlerts)
            faults.Add($"has more than {MaxAlerts} alerts");

        if (entries.Count == 0 && baseUrl is null && faults.All.Count == 0)
            faults.Warn("has no gateway, so that every message is refused");

        NotifyReader.Check(gateways, faults);
        var catalogue = new GatewayCatalogue(gateways, baseUrl)
        {
            Alerts = [.. alerts.OrderBy(alert => alert.Name, StringComparer.Ordinal)],
        };
        return new LoadedCatalogue(catalogue, parts, faults.All) { Warnings = faults.Warnings, Files = files.Paths };
    }

    // An unexpected error in one entry must neither hide the faults of the others nor end the process.
    private static List<T> Read<T>(
        JsonObject entries, Func<string, JsonNode?, T?> read, bool isAlerts, FaultList faults)
        where T : class
    {
        var all = new List<T>();
        foreach (var (name, entry) in entries)
        {
            try
            {
                if (read(name, entry) is { } one)
                    all.Add(one);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The exception's message could repeat a value, which could be a secret.
                faults.Add(
                    new SettingPath(name, IsAlert: isAlerts),
                    $"{Unexpected} ({exception.GetType().Name} in {exception.TargetSite?.Name})");
            }
        }

        return all;
    }
}
