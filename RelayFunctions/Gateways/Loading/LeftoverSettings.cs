using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// Warns of settings whose gateway or alert the file does not have. They do not stop the start: the entry may have been
/// removed, or the settings may be for another file.
/// </summary>
internal static class LeftoverSettings
{
    /// <summary>The number of names that the warning lists.</summary>
    private const int MaxListed = 10;

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
            $"lacks {(isAlerts ? "alerts" : "gateways")} whose settings therefore have no effect: "
            + string.Join(", ", removed.Take(MaxListed).Select(entry => entry.Key)) + others
            + $" (one of them is {SettingNames.AsVariable(FirstOf(removed[0]))})");
    }

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
