using System.Globalization;
using Fluid;
using RelayFunctions.Gateways.Templates.Filters;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// The part of Liquid that templates may use. The catalogue's author is trusted but can't foresee every message, so no
/// template may exhaust the memory or block a thread.
/// </summary>
internal static class TemplateLanguage
{
    /// <summary>How many statements one request's templates may run, loops counted.</summary>
    public const int MaxSteps = 10_000;

    /// <summary>Parses templates, on any thread.</summary>
    public static FluidParser Parser { get; } = new();

    /// <summary>The options with which every template runs.</summary>
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
        TemplateFilters.ReplaceIn(options.Filters);
        return options;
    }
}
