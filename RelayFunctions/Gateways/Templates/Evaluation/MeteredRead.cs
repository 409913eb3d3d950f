using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>
/// Reads a value and counts it: the operation that follows, such as a comparison or a loop, reads all of it.
/// </summary>
internal sealed class MeteredRead(Expression expression) : Expression
{
    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var metered = (MeteredContext)context;
        var hasReadUnknown = metered.HasReadUnknown;
        metered.HasReadUnknown = false;
        var value = await expression.EvaluateAsync(context);
        // Its own index may be unknown.
        if (metered.HasReadUnknown)
            value = UnknownValue.Any;
        metered.HasReadUnknown = hasReadUnknown || value is UnknownValue;
        MeteredContext.Charge(context, value);
        return value;
    }
}
