namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>The beginning of a url, with its values: scheme, host and port, or the first part of a path.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsSecret">Whether a secret is in it.</param>
/// <param name="IsHostSecret">Whether a secret is only a part of it, so that its host may be secret too.</param>
internal sealed record UrlHead(string Text, bool IsSecret, bool IsHostSecret);
