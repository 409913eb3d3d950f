using Fluid;
using Fluid.Ast;
using Fluid.Values;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>
/// Decides whether the output of a template can contain a quotation mark or a backslash, which have a meaning in a
/// string of JSON.
/// </summary>
internal static class QuotationMarks
{
    /// <summary>The longest output that is analysed, in characters: each filter is one more call.</summary>
    private const int MaxLength = 1024;

    private const string Json = "json";

    /// <summary>Filters that write only letters, digits and <c>+/=</c>.</summary>
    private static readonly string[] Encodings =
        ["base64_encode", "hex_to_base64", "md5", "sha1", "sha256", "ucs2_hex"];

    /// <summary>Filters whose output is a number. Others can return their input, which need not be one.</summary>
    private static readonly string[] Numbers =
        ["abs", "ceil", "divided_by", "floor", "minus", "modulo", "plus", "round", "size", "times"];

    /// <summary>Filters that add such characters to a text without them.</summary>
    private static readonly string[] Escapes = [Json, "escape_markdown"];

    private enum Content
    {
        Anything,
        Harmless,

        /// <summary>A number, or true or false: JSON has no quotation marks around it.</summary>
        Number,
    }

    /// <param name="output">The output, as in <c>{{ message | upcase }}</c>.</param>
    /// <param name="parameters">The gateway's parameters.</param>
    public static bool CanBeIn(string output, ParameterSet parameters) =>
        output.Length > MaxLength
            || !TemplateLanguage.Parser.TryParse(output, out var template, out _)
            || ((IStatementList)template).Statements is not [OutputStatement statement]
            || ContentOf(statement.Expression, parameters) == Content.Anything;

    private static Content ContentOf(Expression expression, ParameterSet parameters) => expression switch
    {
        LiteralExpression { Value: NumberValue or BooleanValue } => Content.Number,
        LiteralExpression literal => OfText(literal.Value.ToStringValue()),
        MemberExpression member => OfVariable(
            [.. member.Segments.Select(segment => (segment as IdentifierSegment)?.Identifier)], parameters),
        FilterExpression filter => OfFilter(filter, parameters),
        _ => Content.Anything,
    };

    private static Content OfFilter(FilterExpression filter, ParameterSet parameters)
    {
        if (Encodings.Contains(filter.Name, StringComparer.Ordinal))
            return Content.Harmless;
        if (Numbers.Contains(filter.Name, StringComparer.Ordinal))
            return Content.Number;

        var input = ContentOf(filter.Input, parameters);
        if (Escapes.Contains(filter.Name, StringComparer.Ordinal))
            return filter.Name == Json && input == Content.Number ? Content.Number : Content.Anything;

        return input == Content.Anything
            || filter.Parameters.Any(one => ContentOf(one.Expression, parameters) == Content.Anything)
                ? Content.Anything
                : Content.Harmless;
    }

    private static Content OfVariable(string?[] names, ParameterSet parameters) => names switch
    {
        [TemplateVariables.Attempt] => Content.Number,
        [TemplateVariables.Id or TemplateVariables.AcceptedAt or TemplateVariables.Gateway] => Content.Harmless,
        [TemplateVariables.Parameters, { } name] => parameters.All.FirstOrDefault(one => one.Name == name) switch
        {
            null => Content.Anything,
            { Type: not ParameterType.String } => Content.Number,
            { Values: { } values } when values.All(value => OfText(value) == Content.Harmless) => Content.Harmless,
            _ => Content.Anything,
        },
        _ => Content.Anything,
    };

    private static Content OfText(string text) => text.Any(one => one is '"' or '\\' || char.IsControl(one))
        ? Content.Anything
        : Content.Harmless;
}
