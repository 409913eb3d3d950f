using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Sections;

/// <summary>Finds the key that the name of a setting stands for: configuration is not case-sensitive.</summary>
internal static class SettingName
{
    /// <summary>
    /// Returns the key of that name, otherwise one that differs from it only in case, otherwise the name itself.
    /// </summary>
    public static string In(JsonObject values, string name) => values.ContainsKey(name)
        ? name
        : values.Select(value => value.Key)
            .FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
}
