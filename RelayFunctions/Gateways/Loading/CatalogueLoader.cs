using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Readers;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Loading;

/// <summary>Makes a catalogue of the file and the settings that override it.</summary>
internal static class CatalogueLoader
{
    /// <summary>What a fault of Relay's own says.</summary>
    public const string Unexpected = "can't be read, which is a fault of Relay";

    /// <summary>Reads everything; each fault names the file or the setting, the gateway and the key.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">The path of the file: faults say its name, and other files stand beside it.</param>
    /// <param name="configuration">Where the settings <c>Gateways__NAME__key</c> stand.</param>
    /// <param name="baseUrl">What relative urls are relative to, with a trailing slash; null for the app itself.</param>
    /// <param name="ownAddressAllowed">Whether relative urls may lead to the app itself.</param>
    /// <param name="time">Says whether certificates are good.</param>
    public static LoadedCatalogue Load(
        string text,
        string file,
        IConfiguration configuration,
        Uri? baseUrl,
        bool ownAddressAllowed,
        TimeProvider time)
    {
        var faults = new FaultList(Path.GetFileName(file));
        var entries = CatalogueFile.Parse(text, faults);
        SettingsOverlay.Apply(entries, configuration.GetSection("Gateways"), faults);

        var reader = new GatewayReader(
            new UrlReader(baseUrl, ownAddressAllowed),
            new NetworkReader(baseUrl),
            new ConnectionReader(new RelativeFile(Path.GetDirectoryName(file) ?? ""), time),
            faults);
        var gateways = new List<Gateway>();
        foreach (var (name, entry) in entries)
        {
            if (Read(reader, name, entry, faults) is { } gateway)
                gateways.Add(gateway);
        }

        NotifyReader.Check(gateways, faults);
        return new LoadedCatalogue(new GatewayCatalogue(gateways, baseUrl), entries, faults.All) { Warnings = faults.Warnings };
    }

    // One entry that nobody has thought of must not keep the others from being looked at, nor end the process.
    private static Gateway? Read(GatewayReader reader, string name, JsonNode? entry, FaultList faults)
    {
        try
        {
            return reader.Read(name, entry);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Its message could repeat a value, which could be a secret.
            faults.Add(new SettingPath(name), $"{Unexpected} ({exception.GetType().Name} in {exception.TargetSite?.Name})");
            return null;
        }
    }
}
