using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// Outputs a value, always escaped for its place. Fluid's own statement does not escape values that a filter has marked
/// as encoded.
/// </summary>
internal sealed class EscapedOutput(Expression expression, Func<string, string> escape) : Statement
{
    public Expression Expression => expression;

    public override async ValueTask<Completion> WriteToAsync(
        TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        context.IncrementSteps();
        var value = await expression.EvaluateAsync(context);
        MeteredContext.Charge(context, value);
        var text = escape(value.ToStringValue());
        MeteredContext.Charge(context, text.Length);
        writer.Write(text);
        return Completion.Normal;
    }
}
