using Fluid.Ast;
using Fluid.Ast.BinaryExpressions;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// Finds the comparisons of variables with each other or with literals. Comparisons of anything else, such as what a
/// filter has made, are left out.
/// </summary>
internal sealed class Comparisons : AstVisitor
{
    private readonly List<Comparison> _found = [];
    private readonly HashSet<string> _assigned = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _roots;

    private Comparisons(IReadOnlyList<string> roots) => _roots = roots;

    /// <param name="statements">The template, as it was parsed.</param>
    /// <param name="roots">The variables that it may read.</param>
    public static IReadOnlyList<Comparison> In(IReadOnlyList<Statement> statements, IReadOnlyList<string> roots)
    {
        var visitor = new Comparisons(roots);
        foreach (var statement in statements)
            visitor.Visit(statement);
        return [.. visitor._found.Where(one => !visitor.IsAssigned(one.Left) && !visitor.IsAssigned(one.Right))];
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        _assigned.Add(assignStatement.Identifier);
        return base.VisitAssignStatement(assignStatement);
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        _assigned.Add(forStatement.Identifier);
        return base.VisitForStatement(forStatement);
    }

    protected override Expression VisitEqualBinaryExpression(EqualBinaryExpression equalBinaryExpression) =>
        Add(equalBinaryExpression, base.VisitEqualBinaryExpression);

    protected override Expression VisitNotEqualBinaryExpression(NotEqualBinaryExpression notEqualBinaryExpression) =>
        Add(notEqualBinaryExpression, base.VisitNotEqualBinaryExpression);

    protected override Expression VisitGreaterThanBinaryExpression(
        GreaterThanBinaryExpression greaterThanBinaryExpression) =>
        Add(greaterThanBinaryExpression, base.VisitGreaterThanBinaryExpression, isOrder: true);

    protected override Expression VisitLowerThanBinaryExpression(LowerThanBinaryExpression lowerThanExpression) =>
        Add(lowerThanExpression, base.VisitLowerThanBinaryExpression, isOrder: true);

    protected override Statement VisitCaseStatement(CaseStatement caseStatement)
    {
        foreach (var option in caseStatement.Whens.SelectMany(when => when.Options))
            Add(caseStatement.Expression, option, isOrder: false);
        return base.VisitCaseStatement(caseStatement);
    }

    private Expression Add<T>(T comparison, Func<T, Expression> visit, bool isOrder = false)
        where T : BinaryExpression
    {
        Add(comparison.Left, comparison.Right, isOrder);
        return visit(comparison);
    }

    private void Add(Expression left, Expression right, bool isOrder)
    {
        if (ValueOf(left) is { } one && ValueOf(right) is { } other)
            _found.Add(new Comparison(one, other, isOrder));
    }

    // A name that the template assigns may have any value.
    private bool IsAssigned(ComparedValue value) =>
        value.Variable is { } variable && _assigned.Contains(variable.Root);

    private ComparedValue? ValueOf(Expression expression) => expression switch
    {
        // A comparison with the empty text asks whether there is a value.
        LiteralExpression { Value: StringValue text } when text.ToStringValue().Length == 0 => null,
        LiteralExpression { Value: StringValue } => new ComparedValue(null, ValueKind.Text),
        LiteralExpression { Value: NumberValue } => new ComparedValue(null, ValueKind.Number),
        LiteralExpression { Value: BooleanValue } => new ComparedValue(null, ValueKind.Boolean),
        MemberExpression member => VariableOf(
            [.. member.Segments.Select(segment => (segment as IdentifierSegment)?.Identifier)]),
        _ => null,
    };

    private ComparedValue? VariableOf(string?[] names) => names switch
    {
        [{ } root] when _roots.Contains(root) => new ComparedValue(new TemplateReference(root, null), null),
        [{ } root, { } member] when _roots.Contains(root) && TemplateVariables.Groups.Contains(root) =>
            new ComparedValue(new TemplateReference(root, member), null),
        _ => null,
    };
}
