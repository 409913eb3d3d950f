namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>
/// The filter <c>hex_to_base64</c>: the digits that <c>sha256</c> and other filters write, as base64, which headers
/// such as <c>Digest</c> contain.
/// </summary>
internal static class HexFilter
{
    /// <exception cref="FormatException">The text is not hexadecimal.</exception>
    public static string ToBase64(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
        ? Convert.ToBase64String(Convert.FromHexString(text))
        : throw new FormatException(
            "contains a text that the filter 'hex_to_base64' can't read as hexadecimal digits");
}
