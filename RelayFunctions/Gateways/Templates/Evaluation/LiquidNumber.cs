using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>
/// Reads values as numbers, as Liquid writes them: <c>5</c>, <c>-5</c>, <c>5.25</c>. Fluid reads <c>1,5</c> as 15 and
/// any other text as 0, so that a request would say something else.
/// </summary>
internal static partial class LiquidNumber
{
    /// <summary>The longest text of a number, in characters.</summary>
    private const int MaxLength = 100;

    /// <summary>The most decimals of a number.</summary>
    public const int MaxDecimals = 28;

    /// <summary>What the digits of a number must stay below.</summary>
    private static readonly BigInteger EndOfDigits = BigInteger.One << 96;

    /// <summary>Returns the number that a value is; null for another value.</summary>
    /// <exception cref="OverflowException">The number is too large.</exception>
    public static decimal? Read(FluidValue value) => value switch
    {
        NumberValue number => number.ToNumberValue(),
        StringValue text => Read(text.ToStringValue().Trim()),
        _ => null,
    };

    private static decimal? Read(string text)
    {
        if (text.Length > MaxLength || !Pattern().IsMatch(text))
            return null;

        var number = decimal.Parse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return IsExact(text) ? number : null;
    }

    // Parsing rounds what a decimal can't hold.
    private static bool IsExact(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
            return true;

        var decimals = text[(point + 1)..].TrimEnd('0');
        var digits = BigInteger.Parse(text[..point] + decimals, CultureInfo.InvariantCulture);
        return decimals.Length <= MaxDecimals && BigInteger.Abs(digits) < EndOfDigits;
    }

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
