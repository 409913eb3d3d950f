namespace RelayFunctions.Text;

/// <summary>The units in which services limit the length of a text.</summary>
public enum TextUnit
{
    /// <summary>UTF-16 code units, as JavaScript, Java and .NET count: an emoji is two or more.</summary>
    Utf16,

    /// <summary>Unicode code points, as Python and Go count.</summary>
    CodePoints,

    /// <summary>Bytes of UTF-8.</summary>
    Bytes,
}
