using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>The format of a body. Immutable.</summary>
internal abstract class BodyTemplate
{
    /// <exception cref="RenderException">A value can't stand where the format puts it.</exception>
    public abstract RequestContent Render(TemplateScope scope);
}
