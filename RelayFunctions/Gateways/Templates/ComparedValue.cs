namespace RelayFunctions.Gateways.Templates;

/// <summary>One side of a comparison: a variable, or a literal.</summary>
/// <param name="Variable">The variable; null for a literal.</param>
/// <param name="Kind">What a literal is; null for a variable.</param>
internal readonly record struct ComparedValue(TemplateReference? Variable, ValueKind? Kind);
