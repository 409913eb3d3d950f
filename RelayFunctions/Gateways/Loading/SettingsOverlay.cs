using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// Lays configuration (<c>Gateways__NAME__key</c>, <c>Alerts__NAME__key</c>) over the entries of the file.
/// </summary>
internal static class SettingsOverlay
{
    /// <summary>
    /// The keys with which configuration can define a gateway or an alert that the file does not have.
    /// </summary>
    private static readonly string[] Makes = ["url", "preset", "gateway"];

    public static void Apply(JsonObject parts, IConfiguration configuration, FaultList faults)
    {
        Apply(parts[CatalogueFile.Gateways]!.AsObject(), configuration.GetSection("Gateways"), isAlerts: false, faults);
        Apply(parts[CatalogueFile.Alerts]!.AsObject(), configuration.GetSection("Alerts"), isAlerts: true, faults);
    }

    private static void Apply(JsonObject entries, IConfigurationSection over, bool isAlerts, FaultList faults)
    {
        LeftoverSettings.WarnOfValue(over, isAlerts, faults);
        var values = new ValueOverlay(faults);
        var leftovers = new List<IConfigurationSection>();
        foreach (var entry in over.GetChildren())
        {
            var path = new SettingPath(SettingName.In(entries, entry.Key), IsAlert: isAlerts);
            if (entries.ContainsKey(path.Name) || IsWhole(entry))
                entries[path.Name] = values.Lay(entries[path.Name], entry, path);
            else
                leftovers.Add(entry);
        }

        LeftoverSettings.Warn(leftovers, [.. entries.Select(entry => entry.Key)], isAlerts, faults);
    }

    private static bool IsWhole(IConfigurationSection entry) =>
        entry.GetChildren().Any(child => Makes.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
}
