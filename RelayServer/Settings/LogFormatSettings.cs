using System.Globalization;
using Microsoft.Extensions.Logging.Console;
using RelayFunctions.Settings;
using RelayServer.Logging;

namespace RelayServer.Settings;

/// <summary>The settings below <c>Logging:Console</c> that choose the format of the log.</summary>
internal static class LogFormatSettings
{
    private const string Formatter = "Logging:Console:FormatterName";
    private const string Timestamp = "Logging:Console:FormatterOptions:TimestampFormat";

    private static readonly string[] Formatters =
    [
        ReadableFormatter.FormatterName,
        ConsoleFormatterNames.Json,
        ConsoleFormatterNames.Simple,
        ConsoleFormatterNames.Systemd,
    ];

    private static readonly string Choice = $"{string.Join(", ", Formatters[..^1])} or {Formatters[^1]}";

    /// <summary>
    /// Removes values that can't be used, and returns a fault for each. The framework ignores an unknown formatter, and
    /// fails at the first line of the log with a timestamp's format that it can't use.
    /// </summary>
    public static IEnumerable<string> RemoveInvalid(IConfiguration configuration)
    {
        if (configuration[Formatter] is { Length: > 0 } name
            && !Formatters.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            configuration[Formatter] = null;
            yield return $"setting {SettingNames.AsVariable(Formatter)}: must be {Choice}";
        }

        if (configuration[Timestamp] is { } format && !IsTimestampFormat(format))
        {
            configuration[Timestamp] = null;
            yield return $"setting {SettingNames.AsVariable(Timestamp)}: must be a date and time format of .NET";
        }
    }

    private static bool IsTimestampFormat(string format)
    {
        try
        {
            _ = DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.InvariantCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
