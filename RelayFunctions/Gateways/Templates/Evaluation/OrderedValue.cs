using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>
/// The left side of <c>&gt;=</c> or <c>&lt;=</c>. In Fluid a missing value is at least and at most another missing
/// one; in Liquid it has no order. False has none in Fluid either.
/// </summary>
internal sealed class OrderedValue(Expression expression) : Expression
{
    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var value = await expression.EvaluateAsync(context);
        return value.IsNil() ? BooleanValue.False : value;
    }
}
