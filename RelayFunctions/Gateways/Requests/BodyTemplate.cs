using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>The format of a body. Immutable.</summary>
internal abstract class BodyTemplate
{
    /// <exception cref="RenderException">The format can't represent a value.</exception>
    public abstract RequestContent Render(TemplateScope scope);
}
