using System.Text;

namespace RelayFunctions.Gateways.Masking;

/// <summary>Finds secrets in a gateway's words, even if the gateway has encoded or escaped them.</summary>
internal static class SecretText
{
    /// <summary>The shortest secret that is masked, in characters: a shorter one is found in any text.</summary>
    private const int MinLength = 4;

    /// <summary>The shortest part of an address or a template, in characters, that could be a token.</summary>
    public const int MinPart = 8;

    /// <summary>How many levels of escapes are undone, as in <c>&amp;amp;lt;</c>.</summary>
    private const int MaxLevels = 3;

    /// <summary>
    /// The encoded forms in which a response could repeat a secret, as <see cref="Mask"/> takes them.
    /// </summary>
    public static IEnumerable<string> FormsOf(string secret)
    {
        string[] parts = secret.StartsWith('/') || secret.Contains("://", StringComparison.Ordinal)
            ? [.. secret.Split('/', '?', '&', '=', '#').Where(part => part.Length >= MinPart)]
            : [];
        string[] texts = [secret, .. parts];
        // Mask also searches the text with its escapes undone. A secret that itself looks escaped is unescaped there, so
        // its unescaped forms are wanted too.
        return texts.Where(text => text.Length >= MinLength)
            .SelectMany(text => EncodedFormsOf(Encoding.UTF8.GetBytes(text)).Prepend(text))
            .SelectMany(Levels)
            .SelectMany(level => (string[])[level.Text, UnescapedText.Joined(level.Text)])
            .Distinct(StringComparer.Ordinal)
            .Where(text => text.Length >= MinLength);
    }

    /// <summary>Masks secrets in a text, as they are and behind up to three levels of escapes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="forms">The secrets' forms.</param>
    public static string Mask(string text, IEnumerable<string> forms)
    {
        string[] wanted = [.. forms];
        var found = Levels(text).SelectMany(level => wanted.SelectMany(form => PlacesOf(form, level))).Order();
        var masked = new StringBuilder();
        var end = 0;
        foreach (var place in found)
        {
            if (place.Start >= end)
                masked.Append(text, end, place.Start - end).Append(SecretMask.Text);
            end = Math.Max(end, place.End);
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }

    private static IEnumerable<string> EncodedFormsOf(byte[] secret)
    {
        yield return Convert.ToHexStringLower(secret);
        yield return Convert.ToHexString(secret);
        foreach (var base64 in Base64FormsOf(secret))
        {
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
        }
    }

    // Base64 of the secret alone, and of a longer text that contains it. There, characters at its ends that depend on
    // neighbouring bytes too are left out.
    private static IEnumerable<string> Base64FormsOf(byte[] secret)
    {
        var whole = Convert.ToBase64String(secret);
        yield return whole;
        yield return whole.TrimEnd('=');
        for (var before = 0; before < 3; before++)
        {
            var first = ((8 * before) + 5) / 6;
            yield return Convert.ToBase64String([.. new byte[before], .. secret])[
                first..(8 * (before + secret.Length) / 6)];
        }
    }

    private static IEnumerable<UnescapedText> Levels(string text)
    {
        var level = new UnescapedText(text);
        for (var count = 0; level is not null && count <= MaxLevels; count++, level = level.Unescape())
        {
            yield return level;
            if (level.Join() is { } joined)
                yield return joined;
        }

        if (new UnescapedText(text).JoinBytes() is { } bytes)
            yield return bytes;
    }

    private static IEnumerable<(int Start, int End)> PlacesOf(string form, UnescapedText text)
    {
        var period = PeriodOf(form);
        var searched = text.Text;
        for (var at = 0; (at = searched.IndexOf(form, at, StringComparison.Ordinal)) >= 0;)
        {
            // Places may overlap, as those of abab in ababab do: they are reported as one place.
            var end = at + form.Length;
            while (end < searched.Length && searched[end] == searched[end - period])
                end++;
            yield return text.SourceOf(at, end);
            at = end - form.Length + 1;
        }
    }

    // The shortest distance at which a text agrees with itself: the failure function of Knuth, Morris and Pratt.
    private static int PeriodOf(string text)
    {
        var borders = new int[text.Length];
        for (var at = 1; at < text.Length; at++)
        {
            var border = borders[at - 1];
            while (border > 0 && text[at] != text[border])
                border = borders[border - 1];
            borders[at] = text[at] == text[border] ? border + 1 : 0;
        }

        return text.Length - borders[^1];
    }
}
