using Fluid.Ast;
using Fluid.Ast.BinaryExpressions;
using RelayFunctions.Gateways.Templates.Evaluation;
using RelayFunctions.Gateways.Templates.Filters;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// Makes every output of a template escape itself and every read count its work, notes what the template reads, and
/// rejects the parts of Liquid that have no use here: files, captures (their text would be escaped twice) and endless
/// ranges.
/// </summary>
internal sealed class TemplateRewriter(Func<string, string> escape, IReadOnlyList<string> roots) : AstRewriter
{
    /// <summary>The fault of a template that reads a value of a message where it is the same for each.</summary>
    public const string OnlyFixed = "can use only settings and secrets, since it is the same for each message";

    /// <summary>How deep statements and expressions may be nested: rendering recurses as deep, on any thread.</summary>
    private const int MaxDepth = 100;

    private const string Now = "now";

    private readonly HashSet<string> _own =
        new(StringComparer.Ordinal) { "forloop", "empty", "blank", "nil", "null", Now };
    private readonly HashSet<TemplateReference> _references = [];
    private int _depth;
    private bool _readsNow;
    private bool _hasLiteralNow;
    private bool _hasDate;

    public IReadOnlySet<TemplateReference> References => _references;

    /// <summary>Whether an expression contains a literal.</summary>
    public bool HasLiterals { get; private set; }

    /// <summary>Whether the current time is read.</summary>
    public bool ReadsClock => _readsNow || (_hasLiteralNow && _hasDate);

    public override Statement? Visit(Statement? statement)
    {
        // An if may have no else to visit.
        if (statement is null)
            return null;

        if (statement is not (TextSpanStatement or OutputStatement or IfStatement or ElseIfStatement or ElseStatement
            or UnlessStatement or CaseStatement or WhenStatement or ForStatement or AssignStatement or CommentStatement
            or RawStatement or BreakStatement or ContinueStatement or NoOpStatement))
        {
            throw new TemplateException($"uses a tag that is {TemplateSyntax.NoTag}");
        }

        // Before the statements that follow, which may use the name.
        if (statement is AssignStatement assign)
            _own.Add(assign.Identifier);
        if (statement is ForStatement loop)
            _own.Add(loop.Identifier);
        return Deeper(() => base.Visit(statement));
    }

    public override Expression Visit(Expression expression) => Deeper(() => base.Visit(expression));

    protected override Statement VisitOutputStatement(OutputStatement outputStatement) =>
        new EscapedOutput(Visit(outputStatement.Expression), escape);

    protected override Expression VisitLiteralExpression(LiteralExpression literalExpression)
    {
        HasLiterals = true;
        // The filter date takes these texts as the current time.
        _hasLiteralNow |= literalExpression.Value.ToStringValue() is Now or "today";
        return literalExpression;
    }

    protected override Expression VisitContainsBinaryExpression(ContainsBinaryExpression containsBinaryExpression) =>
        new MeteredContains(Visit(containsBinaryExpression.Left), Visit(containsBinaryExpression.Right));

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (!TemplateLanguage.Options.Filters.TryGetValue(filterExpression.Name, out _))
        {
            throw new TemplateException(
                $"uses the filter '{filterExpression.Name}', which is not one that templates may use"
                + UnknownFilter.HintFor(filterExpression.Name));
        }
        _hasDate |= filterExpression.Name == "date";
        return base.VisitFilterExpression(filterExpression);
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        var loop = (ForStatement)base.VisitForStatement(forStatement);
        return new ForStatement(
            loop.Statements,
            loop.Identifier,
            LoopItems.Of(loop),
            limit: null,
            offset: null,
            loop.Reversed,
            loop.Else);
    }

    protected override Expression VisitGreaterThanBinaryExpression(
        GreaterThanBinaryExpression greaterThanBinaryExpression) => new GreaterThanBinaryExpression(
            new OrderedValue(Visit(greaterThanBinaryExpression.Left)),
            Visit(greaterThanBinaryExpression.Right),
            greaterThanBinaryExpression.Strict);

    protected override Expression VisitLowerThanBinaryExpression(LowerThanBinaryExpression lowerThanExpression) =>
        new LowerThanBinaryExpression(
            new OrderedValue(Visit(lowerThanExpression.Left)),
            Visit(lowerThanExpression.Right),
            lowerThanExpression.Strict);

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) =>
        throw new TemplateException("uses a range (a..b), which templates may not");

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        var names = memberExpression.Segments.Select(segment => (segment as IdentifierSegment)?.Identifier).ToArray();
        if (names[0] is not { } root)
            throw new TemplateException("reads something that has no name");
        TemplateReference? variable = _own.Contains(root) ? null : Reference(root, names);
        _readsNow |= root == Now;
        var read = new MeteredRead(new MemberExpression([.. memberExpression.Segments.Select(Visit)]));
        if (variable is { } known)
            AddReference(known, names);
        return read;
    }

    private void AddReference(TemplateReference reference, string?[] names)
    {
        if (TemplateMembers.FaultOf(reference, names[(reference.Member is null ? 1 : 2)..]) is { } fault)
            throw new TemplateException(fault);
        _references.Add(reference);
    }

    private T Deeper<T>(Func<T> visit)
    {
        if (++_depth > MaxDepth)
            throw new TemplateException($"is nested more than {MaxDepth} deep, filters in a row counted");

        var visited = visit();
        _depth--;
        return visited;
    }

    private MemberSegment Visit(MemberSegment segment) =>
        segment is IndexerSegment indexer ? new IndexerSegment(Visit(indexer.Expression)) : segment;

    private static bool IsLikeEnvironment(string root) =>
        root is "env" or "environment" or "vars" or "process" or "config" || !root.Any(char.IsLower);

    private TemplateReference Reference(string root, string?[] names)
    {
        if (!roots.Contains(root))
        {
            if (ReferenceEquals(roots, TemplateVariables.Fixed) && TemplateVariables.Roots.Contains(root))
                throw new TemplateException(OnlyFixed);

            var secret = roots.Contains(TemplateVariables.Secrets) && IsLikeEnvironment(root)
                ? "; a value from configuration is {{ secrets.KEY }}"
                : "";
            throw new TemplateException($"reads '{root}'; there is only {string.Join(", ", roots)}{secret}");
        }

        if (!TemplateVariables.Groups.Contains(root))
            return new TemplateReference(root, null);
        return names.Length >= 2 && names[1] is { } member
            ? new TemplateReference(root, member)
            : throw new TemplateException($"reads '{root}' without saying which, as in {root}.name");
    }
}
