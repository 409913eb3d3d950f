using Fluid;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>The filters that templates may use.</summary>
internal static class TemplateFilters
{
    /// <summary>
    /// Filters that turn one text into another. Fluid's others read files, mark text as safe, or escape for HTML, while
    /// the place decides the escaping here. <see cref="TextFilters"/> has Relay's own.
    /// </summary>
    private static readonly string[] OfFluid =
    [
        "abs", "append", "at_least", "at_most", "base64_encode", "capitalize", "ceil", "date", "default", "divided_by",
        "downcase", "floor", "join", "lstrip", "md5", "minus", "modulo", "plus", "prepend", "remove",
        "replace", "round", "rstrip", "sha1", "sha256", "size", "split", "strip", "strip_newlines", "times", "upcase",
    ];

    /// <summary>The names of all filters, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. OfFluid.Concat(TextFilters.All.Keys).Order(StringComparer.Ordinal)];

    /// <summary>Replaces Fluid's filters with those that templates may use.</summary>
    public static void ReplaceIn(FilterCollection filters)
    {
        var known = filters.ToArray();
        filters.Clear();
        foreach (var (name, filter) in known.Where(filter => OfFluid.Contains(filter.Key)).Concat(TextFilters.All))
        {
            filters.AddFilter(
                name, SampledFilter.Of(MeteredFilter.Of(name, NumberFilter.Of(name, Guarded(name, filter)))));
        }
    }

    private static FilterDelegate Guarded(string name, FilterDelegate filter) => name switch
    {
        "date" => DateFilter.Of(filter),
        "md5" or "sha1" or "sha256" => HashFilter.Of(name, filter),
        "split" => TextFilters.SplitIntoCharacters(filter),
        _ => filter,
    };
}
