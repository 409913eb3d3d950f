using System.Text.RegularExpressions;

namespace RelayFunctions.Gateways;

/// <summary>
/// The rule for names. A name consists of ASCII letters and digits with single underscores between them, since it is
/// used in URLs and in names of settings, where <c>__</c> is a separator.
/// </summary>
public static partial class GatewayName
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Whether a name is valid.</summary>
    public static bool IsValid(string name) => name.Length <= MaxLength && Pattern().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9]+(_[A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
