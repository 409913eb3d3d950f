using Fluid;
using Fluid.Values;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Templates.Evaluation;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>Makes a filter count its work: its input before it runs, and its output.</summary>
internal static class MeteredFilter
{
    /// <summary>Filters that search one text in another.</summary>
    private static readonly string[] Searching =
        ["remove", "remove_first", "remove_last", "replace", "replace_first", "replace_last", "split"];

    /// <summary>Filters that search the boundaries of characters or words.</summary>
    private static readonly string[] Slow =
    [
        "last", "slice", "truncate", "truncate_bytes", "truncate_code_points", "truncate_entities", "truncate_json",
        "truncatewords",
    ];

    public static FilterDelegate Of(string name, FilterDelegate filter)
    {
        var isSearching = Searching.Contains(name, StringComparer.Ordinal);
        var weight = Slow.Contains(name, StringComparer.Ordinal) ? 4 : 1;
        return async (input, arguments, context) =>
        {
            var given = MeteredContext.WorkOf(input);
            MeteredContext.Charge(context, isSearching
                ? MeteredContext.SearchWork(given, MeteredContext.WorkOf(arguments.At(0)))
                : weight * given);
            for (var index = 0; index < arguments.Count; index++)
                MeteredContext.Charge(context, arguments.At(index));
            MeteredContext.Charge(context, Added(name, input, arguments));

            var made = await RunAsync(name, filter, input, arguments, context);
            MeteredContext.Charge(context, made);
            return made;
        };
    }

    // Fluid's filters pass their arguments on to .NET, whose errors can repeat a value and name no filter.
    private static async ValueTask<FluidValue> RunAsync(
        string name, FilterDelegate filter, FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        try
        {
            return await filter(input, arguments, context);
        }
        catch (Exception exception) when (
            MeteredContext.IsMasked(context)
            && exception is not (TemplateLimitException or InvalidOperationException or OutOfMemoryException))
        {
            // With its secrets, the message was rendered before. A mask is neither a number nor hexadecimal.
            return new StringValue(SecretMask.Text);
        }
        catch (Exception exception) when (exception is not
            (TemplateLimitException or FormatException or OverflowException or InvalidOperationException
            or OutOfMemoryException))
        {
            var lacksArgument = arguments.Count == 0
                || arguments.Values.Any(argument => argument.IsNil() || argument.ToStringValue().Length == 0);
            if (exception is DivideByZeroException && !lacksArgument)
                throw;

            throw new FilterException(name, lacksArgument);
        }
    }

    // Filters that cost far more than their input, so their work is counted beforehand.
    private static long Added(string name, FluidValue input, FilterArguments arguments) => (name, input) switch
    {
        ("replace", _) => Replaced(
            input.ToStringValue(), arguments.At(0).ToStringValue(), arguments.At(1).ToStringValue().Length),
        ("split", _) => MeteredContext.NewItemWork * Items(input.ToStringValue(), arguments.At(0).ToStringValue()),
        ("join", ArrayValue list) => (long)list.Values.Count * arguments.At(0).ToStringValue().Length,
        _ => 0,
    };

    private static long Items(string text, string separator) =>
        separator.Length == 0 ? text.Length : text.AsSpan().Count(separator) + 1;

    private static long Replaced(string text, string wanted, long insert) => wanted.Length == 0
        ? (text.Length + 1) * insert
        : insert <= wanted.Length ? 0 : text.AsSpan().Count(wanted) * (insert - wanted.Length);
}
