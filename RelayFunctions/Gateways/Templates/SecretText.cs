namespace RelayFunctions.Gateways.Templates;

/// <summary>The forms in which a response could repeat a secret.</summary>
internal static class SecretText
{
    /// <summary>The shortest secret that is masked, in characters: a shorter one is found in any text.</summary>
    private const int MinLength = 4;

    /// <summary>The shortest part of an address, in characters, that could be a token.</summary>
    private const int MinPart = 8;

    public static IEnumerable<string> FormsOf(string secret)
    {
        string[] parts = secret.Contains("://", StringComparison.Ordinal)
            ? [.. secret.Split('/', '?', '&', '=', '#').Where(part => part.Length >= MinPart)]
            : [];
        string[] texts = [secret, .. parts];
        return texts.Concat(texts.Select(Uri.EscapeDataString)).Where(text => text.Length >= MinLength);
    }
}
