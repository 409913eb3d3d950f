namespace RelayFunctions.Gateways.Templates;

/// <summary>A template does more than a template may.</summary>
internal sealed class TemplateLimitException(string message) : Exception(message);
