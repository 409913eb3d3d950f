using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers;

/// <summary>
/// A gateway's <c>settings</c> and <c>secrets</c>. Secrets (<c>Gateways__NAME__secrets__KEY</c>) come only from
/// configuration: a file is copied, committed and mailed around.
/// </summary>
internal static class ValuesReader
{
    /// <summary>The key of what configuration alone gives.</summary>
    public const string Secrets = "secrets";

    private const string Settings = "settings";

    /// <param name="gateway">The gateway.</param>
    /// <param name="preset">The preset that names the values; null if every name is allowed.</param>
    public static GatewayValues Read(SettingSection gateway, Preset? preset) => new(
        Read(gateway, Settings, preset?.Settings, (_, _) => true),
        Read(gateway, Secrets, preset?.Secrets, IsFromConfiguration));

    private static bool IsFromConfiguration(SettingSection section, string name)
    {
        if (section.IsFromSettings(name))
            return true;

        section.Fault(name, "a secret belongs in configuration, never in the file");
        return false;
    }

    private static Dictionary<string, string?> Read(
        SettingSection gateway,
        string key,
        IReadOnlyList<PresetValue>? known,
        Func<SettingSection, string, bool> accepts)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (gateway.Section(key) is { } section)
        {
            foreach (var name in section.Keys)
            {
                if (section.String(name) is not { } value || !accepts(section, name))
                    continue;

                if (value.Length == 0)
                {
                    section.Fault(name, "must not be empty");
                }
                else if (known is not null
                    && !known.Any(definition => definition.Is(name, section.IsFromSettings(name))))
                {
                    string[] names = [.. known.Select(one => one.Name)];
                    var question = NearestName.Question(name, names);
                    section.Fault(name, $"is unknown to the preset; it knows {string.Join(", ", names)}{question}");
                }
                else
                {
                    values[name] = value;
                }
            }
        }

        foreach (var definition in known ?? [])
            Complete(gateway, key, definition, values);
        return values;
    }

    private static void Complete(
        SettingSection gateway, string key, PresetValue definition, Dictionary<string, string?> values)
    {
        if (values.ContainsKey(definition.Name))
            return;

        var path = gateway.Path.Under(key).Under(definition.Name);
        if (definition.Default is not null || definition.Optional)
            values[definition.Name] = definition.Default;
        else if (key == Secrets)
            gateway.Faults.Add(path, $"is not set: set {path.AsSetting} ({definition.Description})");
        else
            gateway.Faults.Add(path, $"is missing ({definition.Description})");
    }
}
