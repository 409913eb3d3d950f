using RelayFunctions.Settings;
using RelayFunctions.Text;

namespace RelayServer.Settings;

/// <summary>
/// Finds settings below RelayServer's own sections that nothing reads. Other settings of the environment belong to
/// other programs.
/// </summary>
internal static class UnknownSettings
{
    /// <summary>Returns a fault for each unknown setting, without its value, which may be a key.</summary>
    public static IEnumerable<string> FaultsIn(IConfiguration configuration) =>
        ServerSettings.Own.Select(name => name.Split(':')[0]).Distinct()
            .SelectMany(section => FaultsIn(configuration, section));

    /// <summary>Returns a fault for each unknown setting of a section, without its value.</summary>
    public static IEnumerable<string> FaultsIn(IConfiguration configuration, string section) =>
        from setting in configuration.GetSection(section).AsEnumerable()
        where setting.Value is not null && setting.Key.Contains(':', StringComparison.Ordinal) && !IsKnown(setting.Key)
        select Fault(section, setting.Key);

    private static bool IsKnown(string name) =>
        ServerSettings.Own.Any(known => Matches(name.Split(':'), known.Split(':')));

    private static bool Matches(string[] name, string[] known) =>
        name.Length == known.Length && name.Zip(known).All(part => IsSame(part.First, part.Second));

    private static bool IsSame(string part, string known) =>
        known == "*" || part.Equals(known, StringComparison.OrdinalIgnoreCase);

    private static string Fault(string section, string name)
    {
        var known = ServerSettings.Own.Where(setting => setting.StartsWith($"{section}:", StringComparison.Ordinal))
            .ToArray();
        var given = name.Split(':');
        var meant = NearestName.Of(given[1], known.Select(setting => setting.Split(':')[1]));
        var question = meant is null || IsSame(given[1], meant)
            ? ""
            : $"; did you mean {string.Join("__", [section, meant, .. given[2..]])}?";
        return $"setting {SettingNames.AsVariable(name)}: is unknown; the settings are "
            + $"{string.Join(", ", known.Select(Shown))}{question}";
    }

    private static string Shown(string setting) => SettingNames.AsVariable(
        setting.Replace("*:*", "FUNCTION:NAME", StringComparison.Ordinal)
            .Replace("*", "NAME", StringComparison.Ordinal));
}
