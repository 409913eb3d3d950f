using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

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
        Write(writer, await expression.EvaluateAsync(context), context);
        return Completion.Normal;
    }

    /// <summary>Writes a value of the expression, escaped.</summary>
    public void Write(TextWriter writer, FluidValue value, TemplateContext context)
    {
        context.IncrementSteps();
        MeteredContext.Charge(context, value);
        var text = escape(value.ToStringValue());
        MeteredContext.Charge(context, text.Length);
        writer.Write(text);
    }
}
