using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Settings;

/// <summary>Distinguishes settings that are meant for Relay from other variables of an environment.</summary>
public static partial class SettingNames
{
    /// <summary>The sections of Relay; the last three are RelayServer's.</summary>
    private static readonly string[] Sections =
        ["Relay", "Gateways", "Alerts", "Storage", "Functions", "Telemetry"];

    /// <summary>The sections whose settings are below a name that the operator chooses.</summary>
    private static readonly string[] SectionsOfEntries = ["Gateways", "Alerts"];

    /// <summary>The prefixes of names that Relay's hosts and libraries read.</summary>
    private static readonly string[] Foreign =
    [
        "Azure",
        "OTEL_",
        "APPLICATIONINSIGHTS_",
        "ASPNETCORE_",
        "DOTNET_",
        "Kestrel",
        "Logging",
        "AllowedHosts",
    ];

    /// <summary>Returns the name of a setting as an environment variable has it (<c>Storage__Path</c>).</summary>
    /// <param name="key">The setting's name, as configuration has it.</param>
    public static string AsVariable(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);
    }

    /// <summary>Whether a setting may be meant for Relay or what it uses, a misspelt section included.</summary>
    /// <param name="key">The setting's name, as configuration has it.</param>
    internal static bool MayBeMeant(string key) =>
        (key.Split(':') is [var section, _, ..] && NearestName.Of(section, Sections) is not null)
        || Foreign.Any(start => key.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Finds settings whose section is misspelt, or is followed by a single underscore, and the name that was probably
    /// meant.
    /// </summary>
    internal static IEnumerable<(string Setting, string Meant)> MisspeltIn(IConfiguration configuration) =>
        Misspelt(configuration).Concat(WithOneUnderscore(configuration));

    private static IEnumerable<(string Setting, string Meant)> Misspelt(IConfiguration configuration) =>
        from section in configuration.GetChildren()
        where !Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase)
        let meant = WithEntry(section.Key) ?? NearestName.Of(section.Key, Sections)
        where meant is not null
        from setting in section.AsEnumerable()
        where setting.Value is not null && setting.Key != section.Key
        select (AsVariable(setting.Key), AsVariable(meant + setting.Key[section.Key.Length..]));

    // Gateways_sms__url lacks an underscore before the gateway's name, which is part of what was meant.
    private static string? WithEntry(string section) =>
        SectionsOfEntries.FirstOrDefault(
            name => section.StartsWith($"{name}_", StringComparison.OrdinalIgnoreCase)) is { } name
            && section.Length > name.Length + 1
            ? $"{name}:{section[(name.Length + 1)..]}"
            : null;

    // Kubernetes sets RELAY_PORT and similar variables for a service named relay, so only names that Relay uses are
    // considered.
    private static IEnumerable<(string Setting, string Meant)> WithOneUnderscore(IConfiguration configuration)
    {
        foreach (var setting in configuration.GetChildren().Where(setting => setting.Value is not null))
        {
            if (Value().Match(setting.Key) is { Success: true, Groups: var value })
            {
                yield return (
                    setting.Key,
                    $"Gateways__{value[1].Value}__{value[2].Value.ToLowerInvariant()}__{value[3].Value}");
            }
            else if (Key().Match(setting.Key) is { Success: true, Groups: var key })
            {
                yield return (setting.Key, $"Gateways__{key[1].Value}__{key[2].Value.ToLowerInvariant()}");
            }
            else if (RelayOptionsReader.Names.FirstOrDefault(
                name => setting.Key.Equals($"Relay_{name}", StringComparison.OrdinalIgnoreCase)) is { } name)
            {
                yield return (setting.Key, $"Relay__{name}");
            }
        }
    }

    [GeneratedRegex(
        "^Gateways_(.+)_(secrets|settings|headers|query)_(.+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Value();

    /// <summary>The keys of a gateway that are usual in configuration; Kubernetes sets none of these names.</summary>
    [GeneratedRegex(
        "^Gateways_(.+)_(url|preset|proxy|paused|network|notify|timeout)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
