namespace RelayFunctions.Gateways.Requests;

/// <summary>
/// The characters that stand for themselves wherever HTTP has text: a header's value, the name of a field.
/// </summary>
internal static class PrintableAscii
{
    public static bool IsAll(string text) => text.All(character => character is >= ' ' and <= '~');
}
