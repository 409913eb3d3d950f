using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>
/// A gateway's <c>settings</c> and <c>secrets</c>. Secrets (<c>Gateways__NAME__secrets__KEY</c>) come only from
/// configuration, since files are copied, committed and mailed.
/// </summary>
internal static class ValuesReader
{
    /// <summary>The key whose values come only from configuration.</summary>
    public const string Secrets = "secrets";

    private const string Settings = "settings";

    /// <param name="gateway">The gateway.</param>
    /// <param name="preset">The preset that has defaults and optional values; null for none.</param>
    public static GatewayValues Read(SettingSection gateway, Preset? preset) => new(
        Read(gateway, Settings, preset?.Settings, (_, _) => true),
        Read(gateway, Secrets, preset?.Secrets, IsFromConfiguration));

    /// <summary>Adds a fault for each value that neither the preset has nor a template reads.</summary>
    /// <param name="gateway">The gateway, whose other keys have been read.</param>
    /// <param name="names">The known names.</param>
    public static void RejectUnknown(SettingSection gateway, ValueNames names)
    {
        // A part with a fault hides what its templates read, so that only a misspelling is certain.
        var isCertain = !gateway.Faults.HasAnyBeside(gateway.Path, Settings, Secrets);
        foreach (var group in new[] { Settings, Secrets })
        {
            if (gateway.Section(group) is { } section)
                RejectUnknown(section, group, names, isCertain);
        }
    }

    private static void RejectUnknown(SettingSection section, string group, ValueNames names, bool isCertain)
    {
        var known = names.Of(group);
        var described = string.Join(", ", names.DescribedIn(group));
        var elsewhere = names.PlacesBeside(group);
        foreach (var name in section.Keys)
        {
            // Configuration is not case-sensitive.
            var comparer = section.IsFromSettings(name) ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
            if (known.Contains(name, comparer))
                continue;

            var hint = NearestName.Hint(name, known, elsewhere);
            if (hint is null && !isCertain)
                continue;

            section.Fault(
                name,
                $"is unknown to the preset (it has {(described.Length == 0 ? $"no {group}" : described)}), "
                + $"and no template reads it{(hint is null ? "" : $"; {hint}")}");
        }
    }

    private static bool IsFromConfiguration(SettingSection section, string name)
    {
        if (section.IsFromSettings(name))
            return true;

        section.Fault(
            name, $"a secret belongs in configuration, never in the file: set {section.Path.Under(name).AsSetting}");
        return false;
    }

    private static Dictionary<string, string?> Read(
        SettingSection gateway,
        string key,
        IReadOnlyList<PresetValue>? described,
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
                    section.Fault(name, "must not be empty");
                else
                    values[name] = value;
            }
        }

        foreach (var value in (described ?? []).Where(value => value.Default is not null || value.IsOptional))
            values.TryAdd(value.Name, value.Default);
        return values;
    }
}
