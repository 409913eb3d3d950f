using Fluid.Ast;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>Finds the variables that a statement may assign.</summary>
internal sealed class AssignedNames : AstVisitor
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private AssignedNames()
    {
    }

    public static IReadOnlySet<string> In(Statement statement)
    {
        var visitor = new AssignedNames();
        visitor.Visit(statement);
        return visitor._names;
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        _names.Add(assignStatement.Identifier);
        return assignStatement;
    }
}
