using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>
/// Renders the parts of a template that are the same for each message, on a scope with
/// <see cref="UnknownValue">unknown values</see>.
/// </summary>
internal sealed class KnownParts
{
    private readonly List<string?> _parts = [];
    private readonly MeteredContext _context;

    private KnownParts(MeteredContext context) => _context = context;

    /// <summary>
    /// Returns the texts in order, with null in place of each text that a message decides. Two texts are never
    /// adjacent.
    /// </summary>
    /// <exception cref="Exception">No message can be rendered.</exception>
    public static IReadOnlyList<string?> Of(IEnumerable<Statement> statements, MeteredContext context)
    {
        var parts = new KnownParts(context);
        foreach (var statement in statements)
            parts.Add(statement);
        return parts._parts;
    }

    private void Add(Statement statement)
    {
        switch (statement)
        {
            case EscapedOutput output when IsChain(output.Expression):
                Add(Evaluate(output.Expression) is { } value
                    ? Write(writer => output.Write(writer, value, _context))
                    : null);
                break;
            case AssignStatement assign when IsChain(assign.Value):
                _context.SetValue(assign.Identifier, Evaluate(assign.Value) ?? UnknownValue.Any);
                break;
            default:
                AddWhole(statement);
                break;
        }
    }

    // A branch or a loop on an unknown value may run or not.
    private void AddWhole(Statement statement)
    {
        _context.HasReadUnknown = false;
        string? text = null;
        try
        {
            text = Write(
                writer => TemplateTask.ResultOf(statement.WriteToAsync(writer, NullEncoder.Default, _context)));
        }
        catch (Exception) when (_context.HasReadUnknown)
        {
            // Another message may take another branch.
        }

        if (_context.HasReadUnknown)
        {
            foreach (var name in AssignedNames.In(statement))
                _context.SetValue(name, UnknownValue.Any);
        }

        Add(_context.HasReadUnknown ? null : text);
    }

    private void Add(string? text)
    {
        if (text is not null && _parts is [.., { } last])
            _parts[^1] = last + text;
        else if (text is null || text.Length > 0)
            _parts.Add(text);
    }

    private FluidValue? Evaluate(Expression expression)
    {
        _context.HasReadUnknown = false;
        var value = TemplateTask.ResultOf(expression.EvaluateAsync(_context));
        return _context.HasReadUnknown ? null : value;
    }

    private static string Write(Action<BoundedWriter> write)
    {
        using var writer = new BoundedWriter();
        write(writer);
        return writer.ToString();
    }

    // Comparisons of an unknown value have a result, which a filter could take.
    private static bool IsChain(Expression expression) => expression switch
    {
        FilterExpression filter =>
            IsChain(filter.Input) && filter.Parameters.All(parameter => IsChain(parameter.Expression)),
        _ => expression is LiteralExpression or MeteredRead,
    };
}
