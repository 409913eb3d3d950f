using System.Reflection;
using System.Text.Json;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Presets;

/// <summary>The presets that come with Relay: one file each, in the assembly, so that every host has them.</summary>
public static class PresetLibrary
{
    private const string Folder = "Presets/";
    private const string Ending = ".json";

    private static readonly Lazy<Dictionary<string, Preset>> Presets = new(Load);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Preset> All =>
        [.. Presets.Value.Values.OrderBy(preset => preset.Name, StringComparer.Ordinal)];

    /// <summary>The preset of that name; null if there is none.</summary>
    public static Preset? Find(string name) => Presets.Value.GetValueOrDefault(name);

    private static Dictionary<string, Preset> Load()
    {
        var assembly = typeof(PresetLibrary).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
            .Select(resource => Read(assembly, resource))
            .ToDictionary(preset => preset.Name, StringComparer.Ordinal);
    }

    private static Preset Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var file = JsonSerializer.Deserialize(stream, PresetJson.Default.PresetFile)!;
        return new Preset(resource[Folder.Length..^Ending.Length], file.Title, file.Documentation)
        {
            Settings = Values(file.Settings),
            Secrets = Values(file.Secrets),
            Parameters = ParameterReader.Read(
                new SettingSection(file.Gateway, new SettingPath(""), new FaultList(resource))).All,
            Gateway = file.Gateway,
        };
    }

    private static PresetValue[] Values(Dictionary<string, PresetFileValue>? values) =>
        [
            .. (values ?? []).Select(value => new PresetValue(value.Key, value.Value.Description, value.Value.Default)
            {
                IsOptional = value.Value.IsOptional,
            }),
        ];
}
