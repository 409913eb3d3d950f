using RelayFunctions.Settings;

namespace RelayServer.Logging;

/// <summary>The settings <c>Logging:LogLevel:CATEGORY</c> and <c>Logging:PROVIDER:LogLevel:CATEGORY</c>.</summary>
internal static class LogLevelSettings
{
    /// <summary>
    /// Removes values that are not log levels, and returns a fault for each. The first of them would end the build and
    /// hide the faults of other settings.
    /// </summary>
    public static List<string> RemoveInvalid(IConfiguration configuration)
    {
        var logging = configuration.GetSection("Logging");
        string[] invalid =
        [
            .. from levels in logging.GetChildren().Select(LevelsIn)
            from level in levels.AsEnumerable()
            where level.Value is { Length: > 0 } && !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _)
            select level.Key,
        ];
        foreach (var name in invalid)
            configuration[name] = "";
        return [.. invalid.Select(Fault)];
    }

    private static IConfigurationSection LevelsIn(IConfigurationSection section)
    {
        const string name = "LogLevel";
        return section.Key.Equals(name, StringComparison.OrdinalIgnoreCase) ? section : section.GetSection(name);
    }

    private static string Fault(string name) =>
        $"setting {SettingNames.AsVariable(name)}: must be Trace, Debug, Information, Warning, Error, Critical or None";
}
