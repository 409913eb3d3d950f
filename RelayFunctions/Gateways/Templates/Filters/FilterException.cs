namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>A filter failed in a way that it does not explain itself. The text repeats no value.</summary>
/// <param name="filter">The name of the filter.</param>
/// <param name="lacksArgument">Whether an argument is missing or empty.</param>
internal sealed class FilterException(string filter, bool lacksArgument) : Exception(
    lacksArgument
        ? $"can't be filled in, since an argument of the filter '{filter}' is missing or empty"
        : $"can't be filled in, since the filter '{filter}' can't take its input or an argument")
{
    /// <summary>Whether an argument is missing or empty.</summary>
    public bool LacksArgument => lacksArgument;
}
