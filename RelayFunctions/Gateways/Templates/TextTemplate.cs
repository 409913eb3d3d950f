using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Parser;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates;

/// <summary>A Liquid template, parsed once. Immutable.</summary>
internal sealed class TextTemplate
{
    /// <summary>The longest source, in characters.</summary>
    public const int MaxSource = 64 * 1024;

    private readonly IReadOnlyList<Statement> _statements;
    private readonly Expression? _whole;
    private readonly bool _hasLiterals;

    private TextTemplate(
        string place,
        string? fixedText,
        IReadOnlyList<Statement> statements,
        IReadOnlySet<TemplateReference> references,
        bool hasLiterals = false)
    {
        Place = place;
        References = references;
        FixedText = fixedText;
        _statements = statements;
        _hasLiterals = hasLiterals;
        _whole = statements is [EscapedOutput output] ? output.Expression : null;
    }

    /// <summary>Its place in the request, for errors.</summary>
    public string Place { get; }

    /// <summary>Whether previews mask its own text, since it came from configuration, as secrets do.</summary>
    public bool IsSecret { get; private init; }

    /// <summary>Whether it reads the current time.</summary>
    public bool ReadsClock { get; private init; }

    /// <summary>The variables that it reads.</summary>
    public IReadOnlySet<TemplateReference> References { get; }

    /// <summary>The constant output; null if it reads a variable.</summary>
    public string? FixedText { get; }

    /// <summary>
    /// Whether it has text of its own besides its variables. A literal anywhere is such text, since a filter can output
    /// it in whole or in part.
    /// </summary>
    public bool HasOwnText =>
        FixedText?.Length > 0 || _hasLiterals || _statements.Any(statement => statement is not EscapedOutput);

    /// <summary>Whether it is a single expression, whose value has a type and may be missing.</summary>
    public bool IsOneValue => _whole is not null;

    /// <param name="source">The text.</param>
    /// <param name="place">Its place in the request, for errors.</param>
    /// <param name="escape">How values are written there; see <see cref="Escaping"/>.</param>
    /// <param name="isSecret">Whether configuration gave the text.</param>
    /// <param name="roots">The variables that it may read; null for those of a message.</param>
    /// <exception cref="TemplateException">
    /// The text is not a valid template, or uses a construct that Relay does not allow.
    /// </exception>
    public static TextTemplate Parse(
        string source,
        string place,
        Func<string, string> escape,
        bool isSecret = false,
        IReadOnlyList<string>? roots = null)
    {
        if (!source.Contains("{{", StringComparison.Ordinal) && !source.Contains("{%", StringComparison.Ordinal))
            return new TextTemplate(place, source, [], new HashSet<TemplateReference>()) { IsSecret = isSecret };

        if (source.Length > MaxSource)
            throw new TemplateException($"is a template of more than {MaxSource} characters");

        return DeepStack.Run(
            source.Length,
            () => Parse(source, place, new TemplateRewriter(escape, roots ?? TemplateVariables.Roots), isSecret));
    }

    private static TextTemplate Parse(string source, string place, TemplateRewriter rewriter, bool isSecret)
    {
        if (!TemplateLanguage.Parser.TryParse(source, out var template, out _))
            throw new TemplateException(TemplateSyntax.FaultOf(source)!);

        var statements = ((IStatementList)template).Statements
            .Select(statement => rewriter.Visit(statement)!)
            .ToArray();
        return new TextTemplate(place, null, statements, rewriter.References, rewriter.HasLiterals)
        {
            IsSecret = isSecret,
            ReadsClock = rewriter.ReadsClock,
        };
    }

    /// <exception cref="RenderException">
    /// Its place can't contain a value, or the template takes too many steps.
    /// </exception>
    public string Render(TemplateScope scope)
    {
        if (IsMasked(scope))
            return GatewayValues.Mask;
        if (FixedText is not null)
            return FixedText;

        return Guard(() =>
        {
            using var writer = new BoundedWriter();
            scope.Run(context =>
            {
                foreach (var statement in _statements)
                    Finish(statement.WriteToAsync(writer, NullEncoder.Default, context));
                return true;
            });
            return writer.ToString();
        });
    }

    /// <summary>The value of a template that <see cref="IsOneValue"/>, with its type.</summary>
    /// <exception cref="RenderException">The template takes too many steps.</exception>
    public FluidValue Evaluate(TemplateScope scope) => IsMasked(scope)
        ? new StringValue(GatewayValues.Mask)
        : Guard(() => scope.Run(context => Finish(_whole!.EvaluateAsync(context))));

    /// <summary>The caller's fields that it uses.</summary>
    public IReadOnlyList<string> Fields =>
    [
        .. References
            .Where(reference => reference.Root is TemplateVariables.Message or TemplateVariables.Parameters)
            .Select(reference => reference.ToString()),
    ];

    /// <summary>Creates the error of an output that its place can't contain, with which values are at fault.</summary>
    public RenderException Refuse(string reason, Func<string, bool>? isUnfit = null) =>
        new(Place, reason, Fields) { IsUnfit = isUnfit };

    private bool IsMasked(TemplateScope scope) => IsSecret && HasOwnText && scope.IsMasked;

    private T Guard<T>(Func<T> render)
    {
        try
        {
            return render();
        }
        catch (Exception exception) when (exception is not RenderException)
        {
            // The engine's messages could repeat a value.
            var reason = exception switch
            {
                FormatException or TemplateLimitException or FilterException => exception.Message,
                InvalidOperationException => $"takes more than {TemplateLanguage.MaxSteps} steps to fill in",
                DivideByZeroException => "divides by zero",
                OverflowException => "has a number that is too large",
                _ => "can't be filled in",
            };
            throw new RenderException(Place, reason, Fields)
            {
                LacksValue = exception is FilterException { LacksArgument: true },
                IsUnfit = (exception as UnfitCharacterException)?.IsUnfit,
            };
        }
    }

    // No template awaits anything, so the task is complete.
    private static T Finish<T>(ValueTask<T> task) =>
        task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();
}
