namespace DurableTask.Sqlite.Codec;

/// <summary>Recognises strings with half of a surrogate pair, which UTF-8 can't encode.</summary>
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
