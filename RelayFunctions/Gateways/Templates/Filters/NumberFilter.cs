using Fluid;
using Fluid.Values;
using RelayFunctions.Gateways.Templates.Evaluation;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>
/// Makes filters reject what is not a number where they take one. Fluid reads it as 0, so that <c>truncate</c> would
/// leave nothing of a text, and a sum would be wrong.
/// </summary>
internal static class NumberFilter
{
    private const string AsIn = "as in 5 or 1.25";

    /// <summary>Filters whose input is a number.</summary>
    private static readonly string[] Calculating =
    [
        "abs", "at_least", "at_most", "ceil", "divided_by", "floor", "minus", "modulo", "plus", "round", "times",
    ];

    /// <summary>
    /// The arguments that are numbers, each with the value of a missing one; null where Liquid has none.
    /// </summary>
    private static readonly Dictionary<string, decimal?[]> Arguments = new(StringComparer.Ordinal)
    {
        ["at_least"] = [0],
        ["at_most"] = [0],
        ["divided_by"] = [0],
        ["minus"] = [0],
        ["modulo"] = [0],
        ["plus"] = [0],
        ["round"] = [0],
        ["slice"] = [null, 1],
        ["times"] = [0],
        ["truncate"] = [50],
        ["truncate_bytes"] = [50],
        ["truncate_code_points"] = [50],
        ["truncate_entities"] = [50],
        ["truncate_json"] = [50],
        ["truncatewords"] = [15],
    };

    public static FilterDelegate Of(string name, FilterDelegate filter)
    {
        var defaults = Arguments.GetValueOrDefault(name, []);
        var isCalculating = Calculating.Contains(name, StringComparer.Ordinal);
        if (defaults.Length == 0 && !isCalculating)
            return filter;

        return (input, arguments, context) => filter(
            isCalculating ? Input(name, input) : input, Numbers(name, arguments, defaults), context);
    }

    private static FilterArguments Numbers(string name, FilterArguments given, decimal?[] defaults)
    {
        var numbers = new FilterArguments();
        for (var index = 0; index < Math.Max(given.Count, defaults.Length); index++)
            numbers.Add(index < defaults.Length ? Argument(name, given.At(index), defaults[index]) : given.At(index));
        return numbers;
    }

    private static NumberValue Input(string name, FluidValue given) => NumberValue.Create(given.IsNil()
        ? 0
        : LiquidNumber.Read(given)
            ?? throw new FormatException($"contains a value that the filter '{name}' can't read as a number, {AsIn}"));

    private static NumberValue Argument(string name, FluidValue given, decimal? missing)
    {
        var number = given.IsNil()
            ? missing ?? throw new FilterException(name, lacksArgument: true)
            : LiquidNumber.Read(given)
                ?? throw new FormatException($"has an argument of the filter '{name}' that is not a number, {AsIn}");
        return name != "round" || number is >= 0 and <= LiquidNumber.MaxDecimals
            ? NumberValue.Create(number)
            : throw new FormatException(
                $"has an argument of the filter 'round' that is not from 0 to {LiquidNumber.MaxDecimals}");
    }
}
