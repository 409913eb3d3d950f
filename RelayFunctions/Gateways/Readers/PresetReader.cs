using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads a gateway's <c>preset</c>.</summary>
internal static class PresetReader
{
    public const string Key = "preset";

    /// <summary>Reads the preset; false, with a fault, if it is invalid.</summary>
    /// <param name="values">The gateway's entry.</param>
    /// <param name="path">The entry's path in the catalogue.</param>
    /// <param name="faults">Receives the fault.</param>
    /// <param name="preset">The preset; null for none.</param>
    public static bool TryRead(JsonObject values, SettingPath path, FaultList faults, out Preset? preset)
    {
        preset = null;
        if (new SettingSection(values, path, faults).String(Key) is { } name)
        {
            preset = PresetLibrary.Find(name);
            if (preset is null)
                faults.Add(path.Under(Key), UnknownFault(name));
        }

        return !faults.Has(path.Under(Key));
    }

    private static string UnknownFault(string name)
    {
        string[] known = [.. PresetLibrary.All.Select(preset => preset.Name)];
        var choice = NearestName.Of(name, known) is { } meant
            ? $"did you mean '{meant}'?"
            : $"use one of {string.Join(", ", known)}";
        return $"is not a known preset; {choice}";
    }
}
