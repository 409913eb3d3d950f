using Fluid;
using Fluid.Values;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A name with a value to fill in: a header, a pair of the query, a field of a form.</summary>
/// <param name="Name">The name, which is fixed.</param>
/// <param name="Value">The value.</param>
internal sealed record FieldFormat(string Name, TextTemplate Value)
{
    /// <summary>
    /// Returns the value; null if it is a single expression without a value: then the field is left out.
    /// </summary>
    public string? Render(TemplateScope scope) =>
        Value.IsOneValue && Value.Evaluate(scope).IsNil() ? null : Value.Render(scope);

    /// <summary>As <see cref="Render"/>; a single expression whose value is a list gives each of its items.</summary>
    public IReadOnlyList<string> RenderItems(TemplateScope scope)
    {
        if (!Value.IsOneValue)
            return [Value.Render(scope)];

        // Once: the work of templates is bounded.
        var value = Value.Evaluate(scope);
        return value is ArrayValue list
            ? [.. list.Values.Select(item => item.ToStringValue())]
            : value.IsNil() ? [] : [Value.Render(scope)];
    }
}
