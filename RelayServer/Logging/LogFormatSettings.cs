using System.Globalization;
using Microsoft.Extensions.Logging.Console;
using RelayFunctions.Settings;

namespace RelayServer.Logging;

/// <summary>The settings below <c>Logging:Console</c> that choose the format of the log.</summary>
internal static class LogFormatSettings
{
    /// <summary>The setting that names the format.</summary>
    public const string Formatter = "Logging:Console:FormatterName";

    private const string Options = "Logging:Console:FormatterOptions";
    private const string Timestamp = nameof(ConsoleFormatterOptions.TimestampFormat);

    /// <summary>The framework's formats, with the type of their options.</summary>
    private static readonly Dictionary<string, Type> Framework = new(StringComparer.OrdinalIgnoreCase)
    {
        [ConsoleFormatterNames.Json] = typeof(JsonConsoleFormatterOptions),
        [ConsoleFormatterNames.Simple] = typeof(SimpleConsoleFormatterOptions),
        [ConsoleFormatterNames.Systemd] = typeof(ConsoleFormatterOptions),
    };

    /// <summary>Returns the chosen format; null for <see cref="ReadableFormatter"/>, the default.</summary>
    public static string? FrameworkFormatOf(IConfiguration configuration) =>
        configuration[Formatter] is { Length: > 0 } name && !IsOwn(name) ? name : null;

    /// <summary>
    /// Returns a fault for a format that does not exist, which the framework would ignore, and for each of its options
    /// that it can't read. An unknown format is removed, so that the other faults of the start can be found.
    /// </summary>
    public static IEnumerable<string> RemoveInvalid(IConfiguration configuration)
    {
        if (FrameworkFormatOf(configuration) is not { } name)
            yield break;

        if (!Framework.TryGetValue(name, out var options))
        {
            configuration[Formatter] = null;
            yield return $"setting {SettingNames.AsVariable(Formatter)}: must be {ReadableFormatter.FormatterName}, "
                + $"{ConsoleFormatterNames.Json}, {ConsoleFormatterNames.Simple} or {ConsoleFormatterNames.Systemd}";
            yield break;
        }

        var section = configuration.GetSection(Options);
        var invalid = section.AsEnumerable(makePathsRelative: true)
            .Where(option => option.Value is not null && !IsValid(option, options)).ToArray();
        // Without the others, one of them would end the build.
        if (invalid.Length > 0)
            configuration[Formatter] = null;
        foreach (var (key, _) in invalid)
            yield return $"setting {SettingNames.AsVariable($"{Options}:{key}")}: has a value that can't be used";
    }

    private static bool IsOwn(string name) =>
        name.Equals(ReadableFormatter.FormatterName, StringComparison.OrdinalIgnoreCase);

    private static bool IsValid(KeyValuePair<string, string?> option, Type options)
    {
        try
        {
            _ = new ConfigurationBuilder().AddInMemoryCollection([option]).Build().Get(options);
            if (option.Key.Equals(Timestamp, StringComparison.OrdinalIgnoreCase))
                _ = DateTimeOffset.UnixEpoch.ToString(option.Value, CultureInfo.InvariantCulture);
            return true;
        }
        // The setters of options throw exceptions of their own.
        catch (Exception)
        {
            return false;
        }
    }
}
