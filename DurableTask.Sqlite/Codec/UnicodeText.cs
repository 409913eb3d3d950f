namespace DurableTask.Sqlite.Codec;

/// <summary>Which strings are text: one with a half of a surrogate pair is not, and UTF-8 can't say it.</summary>
internal static class UnicodeText
{
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\ud800', '\udfff') is var surrogate and >= 0)
        {
            if (surrogate + 1 == text.Length || !char.IsSurrogatePair(text[surrogate], text[surrogate + 1]))
                return false;
            text = text[(surrogate + 2)..];
        }

        return true;
    }
}
