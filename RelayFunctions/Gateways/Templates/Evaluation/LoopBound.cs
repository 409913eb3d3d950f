using Fluid;
using Fluid.Ast;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>The <c>limit</c> or <c>offset</c> of a loop, which Fluid reads as 0 if it is not a number.</summary>
/// <param name="name">The bound's name.</param>
/// <param name="expression">The expression of the bound's value.</param>
/// <param name="missing">The number that stands for a missing value.</param>
internal sealed class LoopBound(string name, Expression expression, int missing)
{
    /// <summary>Evaluates the bound; decimals are left out.</summary>
    public async ValueTask<long> EvaluateAsync(TemplateContext context)
    {
        var value = await expression.EvaluateAsync(context);
        var number = value.IsNil() ? missing : LiquidNumber.Read(value);
        // The mask of a secret is not a number.
        if (number is null && MeteredContext.IsMasked(context))
            number = missing;
        return number is { } bound
            ? (long)Math.Clamp(bound, int.MinValue, int.MaxValue)
            : throw new FormatException($"has a loop whose {name} is not a number");
    }
}
