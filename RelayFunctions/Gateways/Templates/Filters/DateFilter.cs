using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Values;
using RelayFunctions.Gateways.Templates.Evaluation;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>The filter <c>date</c>, which rejects what Fluid's own would silently leave out.</summary>
internal static partial class DateFilter
{
    public static FilterDelegate Of(FilterDelegate filter) => async (input, arguments, context) =>
    {
        // A format can ask for a width, as in %12N, which is filled up.
        if (!FormatPattern().IsMatch(arguments.At(0).ToStringValue()))
            throw new TemplateLimitException("can produce a text that is far too long");

        var isGiven = !string.IsNullOrWhiteSpace(input.ToStringValue());
        var result = await ReadAsync(filter, Time(input), arguments, context);
        return isGiven && result is null or NilValue
            ? throw new FormatException("contains a value that the filter 'date' can't read as a time")
            : result ?? NilValue.Instance;
    };

    // Liquid reads a text of digits as seconds since 1970, like a number.
    private static FluidValue Time(FluidValue input) =>
        input.Type == FluidValues.String && long.TryParse(
            input.ToStringValue(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? NumberValue.Create(seconds)
            : input;

    private static async ValueTask<FluidValue?> ReadAsync(
        FilterDelegate filter, FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        try
        {
            return await filter(input, Filled(arguments, input, context), context);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A time beyond the year 9999.
            return null;
        }
    }

    private static FilterArguments Filled(FilterArguments arguments, FluidValue input, TemplateContext context) =>
        arguments.At(0) is StringValue format && input.TryGetDateTimeInput(context, out var time)
            ? new FilterArguments(new StringValue(DateDirectives.Fill(format.ToStringValue(), time)))
            : arguments;

    /// <summary>At most 256 characters, without a number of four digits.</summary>
    [GeneratedRegex(@"^(?!.*\d{4}).{0,256}\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex FormatPattern();
}
