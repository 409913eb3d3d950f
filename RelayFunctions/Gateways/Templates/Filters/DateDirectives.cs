using System.Globalization;
using System.Text.RegularExpressions;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>
/// Writes the directives of <c>strftime</c> that Fluid gets wrong: it counts the week and its year from 1 January, and
/// does not change how an hour is padded.
/// </summary>
internal static partial class DateDirectives
{
    /// <summary>Returns a format in which these directives are replaced by their texts.</summary>
    /// <param name="format">The format, as in <c>%G-W%V</c>.</param>
    /// <param name="time">The time that is written, with its offset.</param>
    public static string Fill(string format, DateTimeOffset time) =>
        Directive().Replace(format, match => TextOf(match, time) ?? match.Value);

    private static string? TextOf(Match match, DateTimeOffset time)
    {
        var flag = match.Groups["flag"].Value;
        return match.Groups["name"].Value switch
        {
            "V" => Padded(ISOWeek.GetWeekOfYear(time.DateTime), 2, flag, '0'),
            "G" => Padded(ISOWeek.GetYear(time.DateTime), 4, flag, '0'),
            "g" => Padded(ISOWeek.GetYear(time.DateTime) % 100, 2, flag, '0'),
            "H" => Padded(time.Hour, 2, flag, '0'),
            "k" => Padded(time.Hour, 2, flag, ' '),
            _ => null,
        };
    }

    private static string Padded(int number, int length, string flag, char usual)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return flag == "-" ? text : text.PadLeft(length, flag switch { "_" => ' ', "0" => '0', _ => usual });
    }

    /// <summary>A directive with at most one flag. Two percent signs stand for one: %%V is written as %V.</summary>
    [GeneratedRegex("%(?<flag>[-_0]?)(?<name>[%VGgHk])", RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}
