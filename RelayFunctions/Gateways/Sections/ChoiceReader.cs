namespace RelayFunctions.Gateways.Sections;

/// <summary>Reads a text that must be one of a few choices.</summary>
internal static class ChoiceReader
{
    /// <summary>Reads one of the choices; the first one if the key is missing or has another value.</summary>
    public static T Read<T>(SettingSection section, string key, IReadOnlyDictionary<string, T> choices)
    {
        if (section.String(key, choices.Keys) is not { } name)
            return choices.First().Value;

        if (choices.TryGetValue(name, out var choice))
            return choice;

        section.Fault(key, $"must be one of {string.Join(", ", choices.Keys)}");
        return choices.First().Value;
    }
}
