using RelayFunctions.Gateways.Templates.Evaluation;
using RelayFunctions.Gateways.Templates.Filters;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// The gateway's format can't represent a message, such as a line break in a header. The texts repeat no value. A retry
/// of the same message would fail again.
/// </summary>
public sealed class RenderException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="place">The place, as in <c>the header X-Title</c>.</param>
    /// <param name="reason">The reason, as in <c>must be printable ASCII</c>.</param>
    /// <param name="fields">The fields of the caller's request that are used there.</param>
    internal RenderException(string place, string reason, IReadOnlyList<string> fields)
        : base($"{place} {reason}")
    {
        Fields = fields;
        Reason = reason;
    }

    /// <summary>
    /// Creates the exception from the template engine's, whose message could repeat a value.
    /// </summary>
    internal static RenderException Of(Exception exception, string place, IReadOnlyList<string> fields) =>
        new(place, ReasonOf(exception), fields)
        {
            LacksValue = exception is FilterException { LacksArgument: true },
            IsUnfit = (exception as UnfitCharacterException)?.IsUnfit,
        };

    /// <summary>Whether a value that is missing or empty is the cause: then no value that the caller gave is.</summary>
    internal bool LacksValue { get; init; }

    /// <summary>Whether a value is one that the place can't contain; null if the values don't tell.</summary>
    internal Func<string, bool>? IsUnfit { get; init; }

    /// <summary>Why, without the place.</summary>
    internal string Reason { get; }

    /// <summary>
    /// The fields of the caller's request that could be at fault: <c>message</c>, <c>parameters.channel</c>.
    /// </summary>
    public IReadOnlyList<string> Fields { get; }

    private static string ReasonOf(Exception exception) => exception switch
    {
        FormatException or TemplateLimitException or FilterException => exception.Message,
        InvalidOperationException => $"takes more than {TemplateLanguage.MaxSteps} steps to fill in",
        DivideByZeroException => "divides by zero",
        OverflowException => "has a number that is too large",
        _ => "can't be filled in",
    };
}
