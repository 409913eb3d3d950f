using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>
/// The items of a list between the bounds of a loop. Fluid's own bounds leave <c>forloop</c> at the positions in the
/// whole list, and read negative ones differently from Liquid.
/// </summary>
internal sealed class LoopItems : Expression
{
    private readonly Expression _source;
    private readonly LoopBound? _limit;
    private readonly LoopBound? _offset;

    private LoopItems(ForStatement loop)
    {
        _source = loop.Source;
        _limit = loop.Limit is null ? null : new LoopBound("limit", loop.Limit, missing: int.MaxValue);
        _offset = loop.Offset is null ? null : new LoopBound("offset", loop.Offset, missing: 0);
    }

    /// <summary>Returns the expression of the items of a loop.</summary>
    public static Expression Of(ForStatement loop) =>
        loop.Limit is null && loop.Offset is null ? loop.Source : new LoopItems(loop);

    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        // Before the list, which a message may decide: a bound that fails for every message is a fault of the file.
        var start = _offset is null ? 0 : await _offset.EvaluateAsync(context);
        // A negative offset counts items that do not exist.
        var end = _limit is null ? long.MaxValue : start + await _limit.EvaluateAsync(context);
        var items = await _source.EvaluateAsync(context);
        // A text is one item, whatever the bounds are, as in Liquid.
        if (items is not ArrayValue { Values: var list })
            return items;

        var first = (int)Math.Clamp(start, 0, list.Count);
        var last = (int)Math.Clamp(end, first, list.Count);
        return new ArrayValue([.. list.Skip(first).Take(last - first)]);
    }
}
