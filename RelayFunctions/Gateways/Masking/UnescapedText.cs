using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RelayFunctions.Gateways.Masking;

/// <summary>
/// A text whose escapes are undone, and where each of its characters was written. It serves only to find other texts:
/// white space and <c>+</c>, which forms write for a space, become one space.
/// </summary>
internal sealed partial class UnescapedText
{
    private static readonly SearchValues<char> Escapes = SearchValues.Create('\\', '%', '&', '+');

    private readonly List<(int Start, int End)>? _sources;

    /// <summary>Creates the text without undoing escapes.</summary>
    public UnescapedText(string text) => Text = text;

    private UnescapedText(string text, List<(int Start, int End)> sources) => (Text, _sources) = (text, sources);

    public string Text { get; }

    /// <summary>Returns the part of the original text from which a part of this one was decoded.</summary>
    public (int Start, int End) SourceOf(int start, int end) =>
        _sources is null ? (start, end) : (_sources[start].Start, _sources[end - 1].End);

    /// <summary>
    /// Removes what a reader does not see, and white space, as it is in a base64 text that is broken into lines. Null if
    /// there is nothing but spaces to remove.
    /// </summary>
    public UnescapedText? Join()
    {
        if (!Text.EnumerateRunes().Any(rune => rune.Value != ' ' && !IsSeen(rune)))
            return null;

        var kept = new List<int>(Text.Length);
        for (int at = 0, length; at < Text.Length; at += length)
        {
            Rune.DecodeFromUtf16(Text.AsSpan(at), out var rune, out length);
            if (IsSeen(rune))
                kept.AddRange(Enumerable.Range(at, length));
        }

        return Kept(kept);
    }

    /// <summary>Joins bytes that are written as <c>4a:6f</c>, <c>4a 6f</c> or <c>4a-6f</c>; null if there are none.</summary>
    public UnescapedText? JoinBytes()
    {
        var separators = BytesPattern().Matches(Text)
            .SelectMany(match => Enumerable.Range(match.Index, match.Length))
            .Where(at => !char.IsAsciiHexDigit(Text[at]))
            .ToHashSet();
        return separators.Count == 0
            ? null
            : Kept([.. Enumerable.Range(0, Text.Length).Where(at => !separators.Contains(at))]);
    }

    /// <summary>Returns a text without what a reader does not see, and without white space.</summary>
    public static string Joined(string text) => string.Concat(text.EnumerateRunes().Where(IsSeen));

    /// <summary>Undoes one level of escapes; null if there is none.</summary>
    public UnescapedText? Unescape()
    {
        if (!Text.AsSpan().ContainsAny(Escapes) && !Text.Any(char.IsWhiteSpace))
            return null;

        var text = new StringBuilder(Text.Length);
        var sources = new List<(int Start, int End)>(Text.Length);
        var length = 0;
        for (var at = 0; at < Text.Length; at += length)
        {
            var escape = EscapeSequence.Read(Text.AsSpan(at), out var meaning);
            length = Math.Max(1, escape);
            var source = SourceOf(at, at + length);
            if (escape == 0)
                Add(Text[at], source);
            foreach (var character in meaning)
                Add(character, source);
        }

        return text.Equals(Text) ? null : new UnescapedText(text.ToString(), sources);

        void Add(char character, (int Start, int End) source)
        {
            var isSpace = character == '+' || char.IsWhiteSpace(character);
            if (isSpace && text.Length > 0 && text[^1] == ' ')
            {
                sources[^1] = (sources[^1].Start, source.End);
                return;
            }

            text.Append(isSpace ? ' ' : character);
            sources.Add(source);
        }
    }

    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark);

    private UnescapedText Kept(IReadOnlyList<int> kept) => new(
        string.Concat(kept.Select(at => Text[at])), [.. kept.Select(at => SourceOf(at, at + 1))]);

    [GeneratedRegex(@"(?:[0-9A-Fa-f]{2}[\s:-]){3,}[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex BytesPattern();
}
