using System.Text;

namespace RelayFunctions.Text;

/// <summary>Encodings of text by the names that HTTP and XML have for them.</summary>
internal static class TextEncodings
{
    /// <summary>Finds the encoding of a name; null if the name is unknown.</summary>
    public static Encoding? Find(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;

        try
        {
            // The code pages, such as windows-1251, are not among the runtime's own.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
