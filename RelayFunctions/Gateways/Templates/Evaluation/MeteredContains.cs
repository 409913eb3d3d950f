using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>Searches one value in another and counts the search, which costs more than reading the two.</summary>
internal sealed class MeteredContains(Expression left, Expression right) : Expression
{
    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var text = await left.EvaluateAsync(context);
        var wanted = await right.EvaluateAsync(context);
        MeteredContext.Charge(
            context, MeteredContext.SearchWork(MeteredContext.WorkOf(text), MeteredContext.WorkOf(wanted)));
        return BooleanValue.Create(!wanted.IsNil() && text.Contains(wanted));
    }
}
