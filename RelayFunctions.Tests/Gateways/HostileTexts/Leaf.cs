namespace RelayFunctions.Tests.Gateways.HostileTexts;

/// <summary>A place in a request, with its value.</summary>
/// <param name="Place">The path of the place; the order of places matters.</param>
/// <param name="Value">The text, without the escaping of the place.</param>
internal sealed record Leaf(string Place, string Value);
