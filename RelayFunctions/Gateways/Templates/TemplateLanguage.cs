using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// The Liquid that templates may use. Whoever writes the catalogue is trusted with what is sent, but not to think of
/// every message: no template can take the process's memory or hold a thread.
/// </summary>
internal static partial class TemplateLanguage
{
    /// <summary>What one request's templates may put out, each, in characters; also the longest text within one.</summary>
    public const int MostCharacters = 4 * 1024 * 1024;

    /// <summary>How many statements one request's templates may run, loops counted.</summary>
    public const int MostSteps = 10_000;

    /// <summary>
    /// What turns one text into another, and cannot make it a different kind of thing: the escaping belongs to the
    /// place. Fluid's others read files, mark text as safe, or know of HTML.
    /// </summary>
    private static readonly string[] Filters =
    [
        "abs", "append", "at_least", "at_most", "base64_encode", "capitalize", "ceil", "date", "default", "divided_by",
        "downcase", "first", "floor", "join", "last", "lstrip", "md5", "minus", "modulo", "plus", "prepend", "remove",
        "remove_first", "remove_last", "replace", "replace_first", "replace_last", "round", "rstrip", "sha1", "sha256",
        "size", "slice", "split", "strip", "strip_newlines", "times", "truncate", "truncatewords", "upcase",
    ];

    /// <summary>Those that can make a text as long as the product of two.</summary>
    private static readonly string[] Multiplying = ["join", "replace"];

    private const string Date = "date";
    private const string FarTooLong = "makes a text that could be far too long";

    public static TemplateOptions Options { get; } = Create();

    private static TemplateOptions Create()
    {
        var options = new TemplateOptions
        {
            MaxSteps = MostSteps,
            StrictFilters = true,
            CultureInfo = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
            ModelNamesComparer = StringComparer.Ordinal,
            Assigned = static (_, value, _) => Length(value) <= MostCharacters
                ? ValueTask.FromResult(value)
                : throw new TemplateLimitException($"makes a text of more than {MostCharacters} characters"),
        };
        var known = options.Filters.ToArray();
        options.Filters.Clear();
        foreach (var (name, filter) in known.Where(filter => Filters.Contains(filter.Key)))
            options.Filters.AddFilter(name, name == Date ? BoundedDate(filter) : Multiplying.Contains(name) ? Bounded(filter) : filter);
        return options;
    }

    // A date's format can ask for a width, as in %12N, which is filled up.
    private static FilterDelegate BoundedDate(FilterDelegate filter) => (input, arguments, context) =>
        DateFormatPattern().IsMatch(arguments.At(0).ToStringValue())
            ? filter(input, arguments, context)
            : throw new TemplateLimitException(FarTooLong);

    private static FilterDelegate Bounded(FilterDelegate filter) => (input, arguments, context) =>
    {
        var longest = 1L;
        for (var index = 0; index < arguments.Count; index++)
            longest = Math.Max(longest, Length(arguments.At(index)));
        return (Length(input) + 1) * longest <= 16L * MostCharacters
            ? filter(input, arguments, context)
            : throw new TemplateLimitException(FarTooLong);
    };

    private static long Length(FluidValue value) => value switch
    {
        StringValue text => text.ToStringValue().Length,
        ArrayValue list => list.Values.Sum(item => Length(item) + 1),
        _ => 0,
    };

    /// <summary>At most 256 characters, without a number of four digits.</summary>
    [GeneratedRegex(@"^(?!.*\d{4}).{0,256}\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex DateFormatPattern();
}
