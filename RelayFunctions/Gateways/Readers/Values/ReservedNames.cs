using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>Rejects the names of an object's members that Relay sets itself.</summary>
internal static class ReservedNames
{
    /// <param name="section">The object.</param>
    /// <param name="names">Each name, with the end of its fault, as in <c>: use scope</c>.</param>
    public static void Reject(SettingSection section, IReadOnlyDictionary<string, string> names)
    {
        foreach (var name in section.Keys.Where(names.ContainsKey))
            section.Fault(name, $"is set by Relay itself{names[name]}");
    }
}
