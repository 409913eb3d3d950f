using Fluid;

namespace RelayFunctions.Gateways.Templates;

/// <summary>One message's values, for all templates of one request. Not for two threads at once.</summary>
internal sealed class TemplateScope
{
    private readonly TemplateContext _context;

    /// <param name="variables">The values.</param>
    /// <param name="masked">Whether secrets are masked, since a person will read what comes out.</param>
    /// <param name="now">The present time.</param>
    /// <param name="message">The message alone, for formats that have no template.</param>
    public TemplateScope(TemplateVariables variables, bool masked, DateTimeOffset now, string message)
    {
        IsMasked = masked;
        Message = message;
        _context = new TemplateContext(new Fluid.Values.DictionaryValue(variables), TemplateLanguage.Options)
        {
            Now = () => now,
        };
    }

    public bool IsMasked { get; }

    public string Message { get; }

    /// <summary>Runs a template on the values. What it assigns is gone afterwards; its steps count for the request.</summary>
    public T Run<T>(Func<TemplateContext, T> render)
    {
        _context.EnterChildScope();
        try
        {
            return render(_context);
        }
        finally
        {
            _context.ReleaseScope();
        }
    }
}
