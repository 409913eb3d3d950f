using System.Globalization;

namespace RelayFunctions.Text;

/// <summary>
/// Reads numbers of JSON that are whole. As in JSON Schema, the notation does not matter: 5, 5.0 and 0.5e1 are the
/// same.
/// </summary>
internal static class JsonInteger
{
    private const NumberStyles Notation =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a whole number of 64 bits; false for any other number.</summary>
    /// <param name="number">The number as JSON writes it.</param>
    /// <param name="whole">The whole number.</param>
    public static bool TryRead(string number, out long whole) =>
        long.TryParse(number, Notation, CultureInfo.InvariantCulture, out whole);
}
