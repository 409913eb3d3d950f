using System.Globalization;
using System.Text;

namespace RelayFunctions.Text;

/// <summary>Quotes a name that a caller gave: bounded, on one line, and without invisible characters.</summary>
internal static class QuotedName
{
    private const int MaxLength = 64;

    /// <summary>Returns the name in single quotes, as in <c>'sms'</c>.</summary>
    public static string Of(string name)
    {
        var shown = new StringBuilder("'");
        var length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (++length > MaxLength)
                return shown.Append("…'").ToString();

            shown.Append(IsVisible(rune) ? rune : new Rune('?'));
        }

        return shown.Append('\'').ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
