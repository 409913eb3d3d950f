using RelayFunctions.Gateways.Templates.Evaluation;

namespace RelayFunctions.Gateways.Templates;

/// <summary>One message's values, for all templates of one request. Not thread-safe.</summary>
internal sealed class TemplateScope
{
    // Made at the first use, since most gateways have no template.
    private readonly Lazy<MeteredContext> _context;

    /// <param name="variables">Makes the values, once a template reads them.</param>
    /// <param name="isMasked">Whether secrets are masked, since a person will read the output.</param>
    /// <param name="now">The current time.</param>
    /// <param name="message">The message's text, for formats without a template.</param>
    public TemplateScope(Func<TemplateVariables> variables, bool isMasked, DateTimeOffset now, string message)
    {
        IsMasked = isMasked;
        Message = message;
        _context = new Lazy<MeteredContext>(
            () => new MeteredContext(variables(), TemplateLanguage.Options)
            {
                Now = () => now,
                HasMaskedSecrets = isMasked,
            },
            LazyThreadSafetyMode.None);
    }

    public bool IsMasked { get; }

    public string Message { get; }

    /// <summary>
    /// Runs a template on the values. Its assignments are discarded afterwards; its steps and its work are added to
    /// those of the request.
    /// </summary>
    public T Run<T>(Func<MeteredContext, T> render)
    {
        var context = _context.Value;
        context.EnterChildScope();
        try
        {
            return render(context);
        }
        finally
        {
            context.ReleaseScope();
        }
    }
}
