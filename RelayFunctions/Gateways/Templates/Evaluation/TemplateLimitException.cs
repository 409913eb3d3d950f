namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>A template exceeds the bounds of templates.</summary>
internal sealed class TemplateLimitException(string message) : Exception(message);
