using System.Text;

namespace RelayFunctions.Tests.Secrets;

/// <summary>
/// Secrets, all different, that contain a marker, which is searched for as it is, in hexadecimal and in base64. Escapes
/// of URLs, JSON and XML do not change the marker, but may change the rest of the secret.
/// </summary>
internal static class Planted
{
    public const string Mark = "c0ffeeC0FFEEc0ffee";

    private static readonly (string Name, string Text)[] Forms =
    [
        ("as it is", Mark),
        ("hexadecimal", Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Mark))),
        ("HEXADECIMAL", Convert.ToHexString(Encoding.ASCII.GetBytes(Mark))),
        .. Enumerable.Range(0, 3).Select(bytesBefore => ("base64", Base64(bytesBefore))),
    ];

    public static string Secret(string place) => $"planted/{place}+{Mark}";

    /// <summary>The first of them that a text contains, with its surroundings; null if it contains none.</summary>
    public static string? FoundIn(string text)
    {
        foreach (var (name, form) in Forms)
        {
            if (text.IndexOf(form, StringComparison.Ordinal) is var found and >= 0)
                return $"{name}: {text[Math.Max(0, found - 120)..Math.Min(text.Length, found + form.Length + 40)]}";
        }

        return null;
    }

    /// <summary>As <see cref="FoundIn(string)"/>, in a file of any kind.</summary>
    public static string? FoundIn(byte[] content) => FoundIn(Encoding.Latin1.GetString(content));

    // The characters that don't depend on what comes before and behind.
    private static string Base64(int bytesBefore)
    {
        var start = (8 * bytesBefore + 5) / 6;
        var end = 8 * (bytesBefore + Mark.Length) / 6;
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('x', bytesBefore) + Mark))[start..end];
    }
}
