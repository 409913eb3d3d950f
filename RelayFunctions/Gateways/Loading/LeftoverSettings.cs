using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// Warns of settings that belong to no gateway or alert of the file. They do not stop the start: the entry may have
/// been removed, or the settings may be for another file.
/// </summary>
internal static class LeftoverSettings
{
    /// <summary>The number of names that the warning lists.</summary>
    private const int MaxListed = 10;

    /// <summary>Warns of a value of the whole section, such as <c>Gateways=x</c>.</summary>
    /// <param name="section">The settings of all gateways or of all alerts.</param>
    /// <param name="isAlerts">Whether they are alerts.</param>
    /// <param name="faults">Receives the warning.</param>
    public static void WarnOfValue(IConfigurationSection section, bool isAlerts, FaultList faults)
    {
        // An empty list of appsettings.json is an empty text.
        if (section.Value?.Length > 0)
            faults.Warn(section.Key, $"has no effect; settings of {KindOf(isAlerts)} are {section.Key}__NAME__KEY");
    }

    /// <summary>Warns of settings of entries that the file does not have.</summary>
    /// <param name="leftovers">The settings, by entry.</param>
    /// <param name="known">The names of the existing entries.</param>
    /// <param name="isAlerts">Whether they are alerts.</param>
    /// <param name="faults">Receives the warnings.</param>
    public static void Warn(
        IEnumerable<IConfigurationSection> leftovers, string[] known, bool isAlerts, FaultList faults)
    {
        var removed = new List<IConfigurationSection>();
        foreach (var entry in leftovers)
        {
            var question = NearestName.Question(entry.Key, known);
            if (question.Length == 0)
                removed.Add(entry);
            else
                WarnOfMisspelt(entry, new SettingPath(entry.Key, IsAlert: isAlerts), question, faults);
        }

        if (removed.Count == 0)
            return;

        var others = removed.Count > MaxListed ? $" and {removed.Count - MaxListed} others" : "";
        faults.Warn(
            $"lacks {KindOf(isAlerts)} whose settings therefore have no effect: "
            + string.Join(", ", removed.Take(MaxListed).Select(entry => entry.Key)) + others
            + $" (one of them is {SettingNames.AsVariable(FirstOf(removed[0]))})");
    }

    private static string KindOf(bool isAlerts) => isAlerts ? "alerts" : "gateways";

    // The name is that of a variable or of a file in Relay__SecretsFolder, which the operator can remove.
    private static string FirstOf(IConfigurationSection entry) => entry.AsEnumerable()
        .Where(setting => setting.Value is not null)
        .Select(setting => setting.Key)
        .Order(StringComparer.Ordinal)
        .FirstOrDefault() ?? entry.Path;

    private static void WarnOfMisspelt(
        IConfigurationSection entry, SettingPath path, string question, FaultList faults)
    {
        foreach (var (key, value) in entry.AsEnumerable().Where(setting => setting.Value is not null))
        {
            faults.Warn(
                SettingNames.AsVariable(key),
                $"has no effect, since there is no {path.Kind} '{path.Name}'{question}");
        }
    }
}
