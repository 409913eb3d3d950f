using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>
/// Finds comparisons of a text with a number or with true and false, which are probably mistakes: they are never equal,
/// and <c>&lt;</c> compares a text on its left as a text, for which <c>10</c> comes before <c>5</c>. A text on the right
/// of a number is read as one.
/// </summary>
/// <param name="parameters">The gateway's parameters.</param>
internal sealed class ComparisonCheck(ParameterSet parameters)
{
    /// <summary>Returns a warning of each comparison of values of different kinds.</summary>
    public IEnumerable<string> WarningsOf(TextTemplate template)
    {
        foreach (var (left, right, isOrder) in template.Comparisons)
        {
            if (KindOf(left) is { } one && KindOf(right) is { } other && one != other
                && !(isOrder && one == ValueKind.Number))
            {
                yield return WarningOf(left, one, right, other);
            }
        }
    }

    private string WarningOf(ComparedValue left, ValueKind leftKind, ComparedValue right, ValueKind rightKind)
    {
        var hint = (leftKind, rightKind) switch
        {
            (ValueKind.Text, _) => HintFor(left, rightKind),
            (_, ValueKind.Text) => HintFor(right, leftKind),
            _ => "",
        };
        var comma = left.Variable is null ? "" : ",";
        return $"compares {Name(left, leftKind)}{comma} with {Name(right, rightKind)}{hint}";
    }

    private ValueKind? KindOf(ComparedValue value) =>
        value.Variable is { } variable ? KindOf(variable) : value.Kind;

    private ValueKind? KindOf(TemplateReference variable) => variable.Root switch
    {
        TemplateVariables.Parameters => KindOf(parameters.Find(variable.Member!)?.Type),
        TemplateVariables.Attempt => ValueKind.Number,
        TemplateVariables.Settings or TemplateVariables.Secrets or TemplateVariables.Message or TemplateVariables.Id
            or TemplateVariables.Gateway or TemplateVariables.AcceptedAt => ValueKind.Text,
        _ => null,
    };

    private static ValueKind? KindOf(ParameterType? type) => type switch
    {
        ParameterType.String => ValueKind.Text,
        ParameterType.Integer or ParameterType.Number => ValueKind.Number,
        ParameterType.Boolean => ValueKind.Boolean,
        _ => null,
    };

    private static string Name(ComparedValue value, ValueKind kind) =>
        value.Variable is { } variable ? $"{variable}, {Noun(kind)}" : Noun(kind);

    private static string Noun(ValueKind kind) => kind switch
    {
        ValueKind.Text => "a text",
        ValueKind.Number => "a number",
        _ => "true or false",
    };

    private string HintFor(ComparedValue text, ValueKind other) => text.Variable switch
    {
        null => "; write it without quotation marks",
        { Root: TemplateVariables.Parameters, Member: var name } when parameters.Find(name!)?.Values is null =>
            $"; give the parameter the type \"{(other == ValueKind.Number ? "number" : "boolean")}\"",
        // Any other text is no number.
        { Root: TemplateVariables.Settings or TemplateVariables.Secrets } variable when other == ValueKind.Number =>
            $"; {{% assign number = {variable} | plus: 0 %}} makes a number of it",
        _ => "; write it within quotation marks",
    };
}
