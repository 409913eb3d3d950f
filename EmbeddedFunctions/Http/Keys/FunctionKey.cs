using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Http.Keys;

/// <summary>A key that opens functions. It holds only the hash of the key's text.</summary>
/// <param name="setting">The setting that it comes from, as an environment variable.</param>
/// <param name="name">The name that the operator gave it.</param>
/// <param name="function">The function that it opens; null for all of them.</param>
/// <param name="level">The level that it opens, or Admin for every level.</param>
/// <param name="text">The key.</param>
internal sealed class FunctionKey(
    string setting, string name, string? function, AuthorizationLevel level, string text)
{
    /// <summary>The length from which a random key can't be guessed over HTTP, in characters.</summary>
    private const int MinSafeLength = 16;

    private readonly byte[] _hash = HashOf(text);

    /// <summary>The name in log lines, as in <c>shop</c> or <c>SendMessage/shop</c>.</summary>
    public string Name { get; } = function is null ? name : $"{function}/{name}";

    /// <summary>What is unsafe about it; null for nothing.</summary>
    public string? Warning { get; } = text.Length < MinSafeLength
        ? $"setting {setting}: the key has fewer than {MinSafeLength} characters, so that it could be guessed"
        : null;

    /// <summary>The hash of a text, for <see cref="HasHash"/>.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether it is the key with a hash. The time that this takes does not depend on the hash.</summary>
    public bool HasHash(byte[] hash) => CryptographicOperations.FixedTimeEquals(hash, _hash);

    public bool Covers(IGuardedEndpoint endpoint) =>
        (function is null || string.Equals(function, endpoint.Name, StringComparison.OrdinalIgnoreCase))
        && (level == AuthorizationLevel.Admin || endpoint.Level == level);
}
