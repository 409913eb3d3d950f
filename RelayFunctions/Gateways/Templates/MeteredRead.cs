using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// Reads a value and counts it: the operation that follows, such as a comparison or a loop, reads all of it.
/// </summary>
internal sealed class MeteredRead(Expression expression) : Expression
{
    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var value = await expression.EvaluateAsync(context);
        MeteredContext.Charge(context, value);
        return value;
    }
}
