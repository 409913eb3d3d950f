namespace RelayFunctions.Gateways.Templates;

/// <summary>A value has a character that its place has no way to write.</summary>
/// <param name="reason">Why, without the place and the value.</param>
/// <param name="isUnfit">Whether a text has such a character.</param>
internal sealed class UnfitCharacterException(string reason, Func<string, bool> isUnfit) : FormatException(reason)
{
    /// <summary>Whether a text has such a character.</summary>
    public Func<string, bool> IsUnfit => isUnfit;
}
