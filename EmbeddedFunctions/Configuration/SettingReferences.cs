using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Configuration;

/// <summary>Settings that a text refers to as <c>%Setting%</c>, as on the Functions host.</summary>
internal static partial class SettingReferences
{
    /// <summary>Returns the settings that a text refers to and that are not set.</summary>
    public static IReadOnlyList<string> MissingIn(string text, IConfiguration configuration) =>
    [
        .. Pattern().Matches(text)
            .Select(match => match.Groups[1].Value)
            .Where(name => string.IsNullOrEmpty(configuration[name])),
    ];

    /// <summary>Replaces each reference by the setting's value. None may be missing.</summary>
    public static string Resolve(string text, IConfiguration configuration) =>
        Pattern().Replace(text, match => configuration[match.Groups[1].Value]!);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Pattern();
}
