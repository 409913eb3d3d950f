using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Settings;

/// <summary>Finds the settings of a section that nothing reads, such as misspelt ones.</summary>
internal static class UnknownRelaySettings
{
    /// <summary>Returns the name and the fault of each unknown setting, without its value.</summary>
    /// <param name="section">The section.</param>
    /// <param name="known">The names of its settings.</param>
    public static IEnumerable<(string Name, string Fault)> In(IConfigurationSection section, string[] known)
    {
        foreach (var setting in section.GetChildren())
        {
            if (!known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                yield return (setting.Key, FaultOf(setting.Key, section.Key, known));
            else if (setting.GetChildren().FirstOrDefault() is { } below)
                yield return ($"{setting.Key}__{below.Key}", $"is unknown; {section.Key}__{setting.Key} has no keys");
        }
    }

    private static string FaultOf(string given, string section, string[] known)
    {
        var question = NearestName.Of(given, known) is { } meant ? $"; did you mean {section}__{meant}?" : "";
        return $"is unknown; the settings are {string.Join(", ", known)}{question}";
    }
}
