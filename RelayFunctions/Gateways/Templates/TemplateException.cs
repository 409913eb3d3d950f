namespace RelayFunctions.Gateways.Templates;

/// <summary>A text of the catalogue is not a usable template. The message repeats no value.</summary>
internal sealed class TemplateException(string message) : Exception(message);
