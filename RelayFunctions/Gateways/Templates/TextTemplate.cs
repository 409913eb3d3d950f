using Fluid;
using Fluid.Ast;
using Fluid.Values;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Templates.Evaluation;

namespace RelayFunctions.Gateways.Templates;

/// <summary>A Liquid template, parsed once. Immutable.</summary>
internal sealed class TextTemplate
{
    private readonly IReadOnlyList<Statement> _statements;
    private readonly EscapedOutput? _whole;
    private readonly bool _hasLiterals;

    /// <summary>A text with neither a value nor a tag.</summary>
    public TextTemplate(string place, string literalText)
    {
        Place = place;
        LiteralText = literalText;
        References = new HashSet<TemplateReference>();
        _statements = [];
    }

    /// <param name="place">Its place in the request, for errors.</param>
    /// <param name="statements">What it does.</param>
    /// <param name="rewriter">Has noted what the statements read.</param>
    public TextTemplate(string place, IReadOnlyList<Statement> statements, TemplateRewriter rewriter)
    {
        Place = place;
        References = rewriter.References;
        ReadsClock = rewriter.ReadsClock;
        _statements = statements;
        _hasLiterals = rewriter.HasLiterals;
        _whole = statements is [EscapedOutput output] ? output : null;
    }

    /// <summary>Its place in the request, for errors.</summary>
    public string Place { get; }

    /// <summary>Whether previews mask its own text, since it came from configuration, as secrets do.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether it reads the current time.</summary>
    public bool ReadsClock { get; }

    /// <summary>The variables that it reads.</summary>
    public IReadOnlySet<TemplateReference> References { get; }

    /// <summary>Its comparisons of variables with each other or with literals.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; init; } = [];

    /// <summary>Whether settings and secrets are all that it reads, besides the current time.</summary>
    public bool ReadsOnlyValues => References.All(
        reference => reference.Root is TemplateVariables.Settings or TemplateVariables.Secrets);

    /// <summary>Whether it reads a secret.</summary>
    public bool ReadsSecrets => References.Any(reference => reference.Root == TemplateVariables.Secrets);

    /// <summary>Whether its output is the same for each message, at any time.</summary>
    public bool IsFixed => ReadsOnlyValues && !ReadsClock;

    /// <summary>The text itself if it has neither a value nor a tag; otherwise null.</summary>
    public string? LiteralText { get; }

    /// <summary>
    /// Whether it has text of its own besides its variables. A literal anywhere is such text, since a filter can output
    /// it in whole or in part.
    /// </summary>
    public bool HasOwnText =>
        LiteralText?.Length > 0 || _hasLiterals || _statements.Any(statement => statement is not EscapedOutput);

    /// <summary>Whether it is a single expression, whose value has a type and may be missing.</summary>
    public bool IsOneValue => _whole is not null;

    /// <exception cref="RenderException">
    /// Its place can't contain a value, or the template takes too many steps.
    /// </exception>
    public string Render(TemplateScope scope)
    {
        if (IsMasked(scope))
            return SecretMask.Text;
        if (LiteralText is not null)
            return LiteralText;

        return Guard(() =>
        {
            using var writer = new BoundedWriter();
            scope.Run(context =>
            {
                foreach (var statement in _statements)
                    TemplateTask.ResultOf(statement.WriteToAsync(writer, NullEncoder.Default, context));
                return true;
            });
            return writer.ToString();
        });
    }

    /// <summary>Renders what is the same for each message, as <see cref="KnownParts"/> returns it.</summary>
    /// <param name="scope">A scope in which the values of a message are unknown.</param>
    /// <exception cref="RenderException">No message can be rendered.</exception>
    public IReadOnlyList<string?> RenderKnown(TemplateScope scope) => LiteralText is not null
        ? [LiteralText]
        : Guard(() => scope.Run(context => KnownParts.Of(_statements, context)));

    /// <summary>As <see cref="Render"/>; null for a single expression without a value.</summary>
    /// <exception cref="RenderException">As for <see cref="Render"/>.</exception>
    public string? RenderIfPresent(TemplateScope scope) => _whole is null || IsMasked(scope)
        ? Render(scope)
        : Guard(() => scope.Run(context =>
            TemplateTask.ResultOf(_whole.Expression.EvaluateAsync(context)) is var value && value.IsNil()
                ? null
                : Text(value, context)));

    /// <summary>As <see cref="RenderIfPresent"/>; a single expression whose value is a list gives each item.</summary>
    /// <exception cref="RenderException">As for <see cref="Render"/>.</exception>
    public IReadOnlyList<string> RenderItems(TemplateScope scope) => _whole is null || IsMasked(scope)
        ? [Render(scope)]
        : Guard<IReadOnlyList<string>>(() => scope.Run<IReadOnlyList<string>>(context =>
            TemplateTask.ResultOf(_whole.Expression.EvaluateAsync(context)) switch
            {
                ArrayValue list => [.. list.Values.Select(item => Text(item, context))],
                var value => value.IsNil() ? [] : [Text(value, context)],
            }));

    /// <summary>The value of a template that <see cref="IsOneValue"/>, with its type.</summary>
    /// <exception cref="RenderException">The template takes too many steps.</exception>
    public FluidValue Evaluate(TemplateScope scope) => IsMasked(scope)
        ? new StringValue(SecretMask.Text)
        : Guard(() => scope.Run(context => TemplateTask.ResultOf(_whole!.Expression.EvaluateAsync(context))));

    /// <summary>The caller's fields that it uses.</summary>
    public IReadOnlyList<string> Fields =>
    [
        .. References
            .Where(reference => reference.Root is TemplateVariables.Message or TemplateVariables.Parameters)
            .Select(reference => reference.ToString()),
    ];

    /// <summary>Creates the error of an output that its place can't contain, with which values are at fault.</summary>
    public RenderException UnfitOutput(string reason, Func<string, bool>? isUnfit = null) =>
        new(Place, reason, Fields) { IsUnfit = isUnfit };

    private bool IsMasked(TemplateScope scope) => IsSecret && HasOwnText && scope.IsMasked;

    private T Guard<T>(Func<T> render)
    {
        try
        {
            return render();
        }
        catch (Exception exception) when (exception is not (RenderException or OutOfMemoryException))
        {
            throw RenderException.Of(exception, Place, Fields);
        }
    }

    private string Text(FluidValue value, TemplateContext context)
    {
        using var writer = new BoundedWriter();
        _whole!.Write(writer, value, context);
        return writer.ToString();
    }
}
