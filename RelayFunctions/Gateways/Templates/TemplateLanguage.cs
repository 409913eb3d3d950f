using System.Globalization;
using Fluid;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// The part of Liquid that templates may use. The catalogue's author is trusted but can't foresee every message, so no
/// template may exhaust the memory or block a thread.
/// </summary>
internal static class TemplateLanguage
{
    /// <summary>The longest output of a template, in characters.</summary>
    public const int MaxOutput = 4 * 1024 * 1024;

    /// <summary>How many statements one request's templates may run, loops counted.</summary>
    public const int MaxSteps = 10_000;

    /// <summary>
    /// Filters that turn one text into another. Fluid's others read files, mark text as safe, or escape for HTML, while
    /// the place decides the escaping here. <see cref="TextFilters"/> has Relay's own.
    /// </summary>
    private static readonly string[] Filters =
    [
        "abs", "append", "at_least", "at_most", "base64_encode", "capitalize", "ceil", "date", "default", "divided_by",
        "downcase", "floor", "join", "lstrip", "md5", "minus", "modulo", "plus", "prepend", "remove",
        "replace", "round", "rstrip", "sha1", "sha256", "size", "split", "strip", "strip_newlines", "times", "upcase",
    ];

    /// <summary>Parses templates, on any thread.</summary>
    public static FluidParser Parser { get; } = new();

    /// <summary>The names of all filters, in order.</summary>
    public static IReadOnlyList<string> FilterNames { get; } =
        [.. Filters.Concat(TextFilters.All.Keys).Order(StringComparer.Ordinal)];

    public static TemplateOptions Options { get; } = Create();

    private static TemplateOptions Create()
    {
        var options = new TemplateOptions
        {
            MaxSteps = MaxSteps,
            StrictFilters = true,
            CultureInfo = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
            ModelNamesComparer = StringComparer.Ordinal,
        };
        var known = options.Filters.ToArray();
        options.Filters.Clear();
        foreach (var (name, filter) in known.Where(filter => Filters.Contains(filter.Key)).Concat(TextFilters.All))
        {
            options.Filters.AddFilter(
                name, SampledFilter.Of(MeteredFilter.Of(name, NumberFilter.Of(name, Guarded(name, filter)))));
        }

        return options;
    }

    private static FilterDelegate Guarded(string name, FilterDelegate filter) => name switch
    {
        "date" => DateFilter.Of(filter),
        "md5" or "sha1" or "sha256" => HashFilter.Of(name, filter),
        "split" => TextFilters.SplitIntoCharacters(filter),
        _ => filter,
    };
}
