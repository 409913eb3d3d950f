using RelayFunctions.Text;
using RelayServer.Settings;

namespace RelayServer.Commands;

/// <summary>
/// Checks the settings of the command line. .NET's configuration accepts any name and ignores what it can't read, so a
/// misspelt option would have no effect.
/// </summary>
internal static class CommandLineOptions
{
    /// <summary>Returns a fault for each option that has no effect, without its value, which may be a secret.</summary>
    /// <param name="settings">The arguments that are not words: <c>--NAME=VALUE</c>, or <c>--NAME VALUE</c>.</param>
    public static IEnumerable<string> FaultsIn(string[] settings)
    {
        for (var i = 0; i < settings.Length; i++)
        {
            var end = settings[i].IndexOf('=', StringComparison.Ordinal);
            var option = end < 0 ? settings[i] : settings[i][..end];
            if (NameOf(option) is not { } name || !IsKnown(name))
                yield return $"unknown option '{option}'{SuggestionFor(option)}";
            else if (end < 0 && (i + 1 == settings.Length || settings[i + 1] is ['-', '-', ..]))
                yield return $"option '{option}' needs a value: {option}=VALUE";

            if (end < 0)
                i++;
        }
    }

    /// <summary>The setting's name; null for an option with one dash, which configuration does not read.</summary>
    private static string? NameOf(string option) => option switch
    {
        ['-', '-', .. var name] => name,
        ['-', ..] => null,
        ['/', .. var name] => name,
        _ => option,
    };

    private static bool IsKnown(string name) =>
        ServerSettings.Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || ServerSettings.Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || ServerSettings.Sections.Any(section => name.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase));

    private static string SuggestionFor(string option) =>
        NearestOption(option.TrimStart('-', '/')) is { } nearest ? $"; did you mean {nearest}?" : "";

    private static string? NearestOption(string name)
    {
        // An environment variable has __ where the command line has a colon.
        var path = name.Replace("__", ":", StringComparison.Ordinal);
        if (!path.Contains(':', StringComparison.Ordinal))
            path = path.Replace('_', ':').Replace('.', ':');
        if (path.Split(':', 2) is [var first, { Length: > 0 } rest]
            && NearestName.Of(first, ServerSettings.Sections) is { } section)
        {
            return $"--{section}:{rest}";
        }

        return NearestName.Of(name, ServerSettings.Names) is { } setting
            ? $"--{setting}"
            : NearestName.Of(name, Command.Names);
    }
}
