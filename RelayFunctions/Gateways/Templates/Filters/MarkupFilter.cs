using System.Text;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>The filters that keep a text from being read as markup or as a mention by the service.</summary>
internal static class MarkupFilter
{
    /// <summary>An invisible space, which separates the text before it from the text after it.</summary>
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>The tags, without the opening bracket, by which Google Chat and Slack page people.</summary>
    private static readonly string[] TagsThatPage = ["users/", "!channel", "!here", "!everyone", "!subteam^"];

    /// <summary>Writes what Slack and HTML read as markup as entities.</summary>
    public static string EscapeEntities(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>
    /// Writes a backslash before each character that has a meaning in Markdown (CommonMark, section 2.4).
    /// </summary>
    public static string EscapeMarkdown(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (@"\`*_{}[]()<>#+-.!|~".Contains(character, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>
    /// Breaks up what chats read as a mention: <c>@</c> unless a letter or digit of ASCII is before it,
    /// tags such as <c>&lt;!channel&gt;</c> and <c>&lt;users/all&gt;</c>, and the tag <c>&lt;at&gt;</c>. An e-mail
    /// address stays as it is.
    /// </summary>
    public static string NeutralizeMentions(string text)
    {
        var broken = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; at++)
        {
            broken.Append(text[at]);
            var rest = text.AsSpan(at + 1);
            var isMention = text[at] switch
            {
                '@' => rest.Length > 0
                    && !char.IsWhiteSpace(rest[0])
                    && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])),
                '<' => IsAnyOf(rest, TagsThatPage) || IsAtTag(rest),
                _ => false,
            };
            if (isMention)
                broken.Append(ZeroWidthSpace);
        }

        return broken.ToString();
    }

    private static bool IsAnyOf(ReadOnlySpan<char> tag, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (tag.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsAtTag(ReadOnlySpan<char> tag) =>
        tag.Length > 2
            && tag.StartsWith("at", StringComparison.OrdinalIgnoreCase)
            && (tag[2] == '>' || char.IsWhiteSpace(tag[2]));
}
