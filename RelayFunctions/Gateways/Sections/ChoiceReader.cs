namespace RelayFunctions.Gateways.Sections;

/// <summary>Reads a text that must be one of a few.</summary>
internal static class ChoiceReader
{
    /// <summary>What the text stands for; the first of all where there is none, or another.</summary>
    public static T Read<T>(SettingSection section, string key, IReadOnlyDictionary<string, T> choices)
    {
        if (section.String(key) is not { } name)
            return choices.First().Value;

        if (choices.TryGetValue(name, out var choice))
            return choice;

        section.Fault(key, $"must be one of {string.Join(", ", choices.Keys)}");
        return choices.First().Value;
    }
}
