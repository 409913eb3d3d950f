using System.Text;

namespace RelayFunctions.Gateways.Requests;

/// <summary>The encoding that a body is written in. What it has no character for is refused, never replaced.</summary>
internal sealed class TextCharset
{
    /// <summary>What bodies are written in where nothing else is asked for.</summary>
    public static readonly TextCharset Utf8 = new("utf-8", Encoding.UTF8);

    private TextCharset(string name, Encoding encoding)
    {
        Name = name;
        Encoding = encoding;
    }

    /// <summary>Its name, in lower case.</summary>
    public string Name { get; }

    public Encoding Encoding { get; }

    /// <summary>
    /// The encoding of that name; null where there is none, or where it is one that readers may not know.
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

    /// <summary>The bytes of a text; null where it has a character that the encoding has not.</summary>
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
