namespace EmbeddedFunctions.Http.Keys;

/// <summary>The key of a request, by its name: a feature of requests to functions that require a key.</summary>
/// <param name="Name">The key's name, <see cref="None"/> or <see cref="Unknown"/>.</param>
/// <param name="IsAllowed">Whether the key opens the function.</param>
internal sealed record UsedKey(string Name, bool IsAllowed)
{
    /// <summary>The request has no key.</summary>
    public static readonly UsedKey None = new("(none)", IsAllowed: false);

    /// <summary>The request has a text that is no key.</summary>
    public static readonly UsedKey Unknown = new("(unknown)", IsAllowed: false);
}
