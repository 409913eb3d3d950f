namespace RelayFunctions.Gateways.Templates;

/// <summary>A text of the catalogue is no template that can be used. The message repeats no value.</summary>
internal sealed class TemplateException(string message) : Exception(message);
