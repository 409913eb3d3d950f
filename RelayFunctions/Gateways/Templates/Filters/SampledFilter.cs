using Fluid;
using Fluid.Values;
using RelayFunctions.Gateways.Templates.Evaluation;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>
/// Lets a filter take unknown values: it runs on samples of them. A filter that fails for every sample fails for every
/// message.
/// </summary>
internal static class SampledFilter
{
    /// <summary>How many unknown values a filter is tried with: the samples of each are combined.</summary>
    private const int MaxUnknown = 3;

    public static FilterDelegate Of(FilterDelegate filter) => (input, arguments, context) =>
        input is UnknownValue || arguments.Values?.Any(argument => argument is UnknownValue) == true
            ? TryAsync(filter, [input, .. arguments.Values ?? []], context)
            : filter(input, arguments, context);

    private static async ValueTask<FluidValue> TryAsync(
        FilterDelegate filter, FluidValue[] values, TemplateContext context)
    {
        int[] unknown = [.. Enumerable.Range(0, values.Length).Where(at => values[at] is UnknownValue)];
        if (unknown.Length > MaxUnknown)
            return UnknownValue.Any;

        Exception? failure = null;
        foreach (var sample in SamplesOf(values, unknown))
        {
            try
            {
                await filter(sample[0], new FilterArguments(sample[1..]), context);
                return UnknownValue.Any;
            }
            catch (TemplateLimitException)
            {
                // The samples together are more work than a message is.
                return UnknownValue.Any;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // A sample of the right kind has the failure that matters, and most kinds are wrong.
                failure = exception is FormatException && failure is not null ? failure : exception;
            }
        }

        throw failure!;
    }

    private static IEnumerable<FluidValue[]> SamplesOf(FluidValue[] values, IEnumerable<int> unknown) =>
        unknown.Aggregate(
            (IEnumerable<FluidValue[]>)[values],
            (samples, at) => samples.SelectMany(
                sample => ((UnknownValue)values[at]).Samples.Select(value => With(sample, at, value))));

    private static FluidValue[] With(FluidValue[] values, int at, FluidValue value)
    {
        FluidValue[] changed = [.. values];
        changed[at] = value;
        return changed;
    }
}
