using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates;

/// <summary>Reads a value and counts it: what follows, such as a comparison or a loop, looks at all of it.</summary>
internal sealed class MeteredRead(Expression expression) : Expression
{
    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var value = await expression.EvaluateAsync(context);
        MeteredContext.Charge(context, value);
        return value;
    }
}
