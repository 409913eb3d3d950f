using System.Text.Json;
using System.Text.RegularExpressions;

namespace RelayFunctions.Gateways.Responses;

/// <summary>A regular expression that a response's text is searched with. Immutable.</summary>
internal sealed class BodyPattern
{
    /// <summary>The longest pattern, in characters.</summary>
    private const int MaxLength = 1000;

    /// <summary>
    /// The maximum time of a search. Without backtracking, a search needs no more steps than characters, but each step
    /// of a pattern such as <c>(.*a.{100}){5}c</c> can cost hundreds of times that of a usual one. The bound is
    /// generous: a usual pattern must not miss on a busy machine, since a delivered message would be sent again.
    /// </summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;

    private BodyPattern(Regex regex) => _regex = regex;

    /// <summary>Parses a pattern; null, with the fault, if it is invalid or needs backtracking.</summary>
    public static BodyPattern? Parse(string pattern, out string? fault)
    {
        fault = null;
        if (pattern.Length > MaxLength)
        {
            fault = $"must be at most {MaxLength} characters long";
            return null;
        }

        try
        {
            return new BodyPattern(
                new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, MaxTime));
        }
        catch (RegexParseException exception)
        {
            fault = $"is not a regular expression: {Words(exception.Error)} at character {exception.Offset + 1}";
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            fault = "is not a regular expression that can run without backtracking: it is too large, or has a "
                + "lookaround, a backreference or an atomic group";
        }

        return null;
    }

    /// <summary>Whether the pattern is found in a text; null if the search takes longer than a second.</summary>
    public bool? IsFoundIn(string text) => Search<bool?>(() => _regex.IsMatch(text));

    /// <summary>
    /// Returns the match of the first group in a text, or the whole match without groups; null for none.
    /// </summary>
    public string? Find(string text) => Search(() =>
        _regex.Match(text) is { Success: true } match
            ? (match.Groups.Count > 1 ? match.Groups[1] : match).Value
            : null);

    // The framework's own message repeats the pattern.
    private static string Words(RegexParseError error) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName($"{error}").Replace('-', ' ');

    private static T? Search<T>(Func<T?> search)
    {
        try
        {
            return search();
        }
        catch (RegexMatchTimeoutException)
        {
            return default;
        }
    }
}
