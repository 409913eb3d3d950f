using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A name with a value to fill in: a header, a pair of the query, a field of a form.</summary>
/// <param name="Name">The name, which is fixed.</param>
/// <param name="Value">The value; a single expression without a value leaves the field out.</param>
internal sealed record FieldFormat(string Name, TextTemplate Value);
