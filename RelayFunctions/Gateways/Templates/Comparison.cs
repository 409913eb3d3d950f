namespace RelayFunctions.Gateways.Templates;

/// <summary>A comparison of a template.</summary>
/// <param name="Left">The left side.</param>
/// <param name="Right">The right side.</param>
/// <param name="IsOrder">Whether it asks which is greater, instead of whether both are equal.</param>
internal readonly record struct Comparison(ComparedValue Left, ComparedValue Right, bool IsOrder);
