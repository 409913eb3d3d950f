namespace RelayFunctions.Gateways.Templates;

/// <summary>The maximum length of a gateway's messages.</summary>
/// <param name="MaxLength">The length, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit that the gateway counts in.</param>
/// <param name="IsCut">Whether a longer message is cut; otherwise it is rejected.</param>
internal sealed record MessageLimit(int MaxLength, TextUnit Unit, bool IsCut)
{
    private const string Ending = "…";

    /// <summary>Returns what is wrong with a message, without a full stop; null if it can be sent.</summary>
    public string? FaultOf(string message) => IsCut || TextLength.Of(message, Unit) <= MaxLength
        ? null
        : $"must be at most {MaxLength} {NameOf(Unit)} long";

    /// <summary>The message as it is sent.</summary>
    public string Apply(string message) => IsCut ? Cut(message) : message;

    /// <summary>Returns the message if it is short enough, or else its beginning.</summary>
    public string Cut(string message) => TextLength.Cut(message, MaxLength, Unit, Ending);

    /// <summary>The unit in words.</summary>
    public static string NameOf(TextUnit unit) => unit switch
    {
        TextUnit.Bytes => "bytes of UTF-8",
        TextUnit.CodePoints => "characters",
        _ => "UTF-16 characters",
    };
}
