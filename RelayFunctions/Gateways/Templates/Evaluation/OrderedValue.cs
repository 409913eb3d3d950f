using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>
/// The left side of <c>&gt;=</c> or <c>&lt;=</c>. Fluid finds <c>nil &gt;= nil</c> true; Liquid finds it false. A missing
/// value is therefore replaced by false, which Fluid does not order.
/// </summary>
internal sealed class OrderedValue(Expression expression) : Expression
{
    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var value = await expression.EvaluateAsync(context);
        return value.IsNil() ? BooleanValue.False : value;
    }
}
