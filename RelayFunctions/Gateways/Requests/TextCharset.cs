using System.Text;

namespace RelayFunctions.Gateways.Requests;

/// <summary>The encoding of a body. A character that it lacks is rejected, never replaced.</summary>
internal sealed class TextCharset
{
    /// <summary>The default encoding of bodies.</summary>
    public static readonly TextCharset Utf8 = new("utf-8", Encoding.UTF8);

    private TextCharset(string name, Encoding encoding)
    {
        Name = name;
        Encoding = encoding;
        Mark = encoding is UnicodeEncoding or UTF32Encoding
            && !name.EndsWith("le", StringComparison.Ordinal)
            && !name.EndsWith("be", StringComparison.Ordinal)
                ? encoding.GetPreamble()
                : [];
    }

    /// <summary>Its name, in lower case.</summary>
    public string Name { get; }

    public Encoding Encoding { get; }

    /// <summary>
    /// What a whole text begins with: without the byte order mark, UTF-16 and UTF-32 are read as big-endian (RFC 2781,
    /// section 4.3), unless their name says otherwise.
    /// </summary>
    public byte[] Mark { get; }

    /// <summary>
    /// Returns the encoding of a name; null if the name is unknown, or receivers may not know the encoding.
    /// </summary>
    public static TextCharset? Find(string name)
    {
        if (name.Equals(Utf8.Name, StringComparison.OrdinalIgnoreCase))
            return Utf8;

        if (TextEncodings.Find(name)?.Clone() is not Encoding { IsReadOnly: false } encoding)
            return null;

        encoding.EncoderFallback = EncoderFallback.ExceptionFallback;
        return new TextCharset(name.ToLowerInvariant(), encoding);
    }

    /// <summary>Whether a text has a character that the encoding lacks.</summary>
    public bool Lacks(string text) => GetBytes(text) is null;

    /// <summary>Returns the bytes of a text; null if it has a character that the encoding lacks.</summary>
    public byte[]? GetBytes(string text)
    {
        try
        {
            return Encoding.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
