using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using DurableTask.Sqlite.Codec;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// The ids that an instance may have. The framework's dispatcher fails on a blank id repeatedly. Ids are compared
/// as UTF-8, in which two different unpaired surrogates would be equal.
/// </summary>
internal static class InstanceId
{
    public static bool IsValid([NotNullWhen(true)] string? id) =>
        !string.IsNullOrWhiteSpace(id) && UnicodeText.IsValid(id);

    /// <exception cref="ArgumentException">The id is missing, blank or not valid Unicode.</exception>
    public static void ThrowIfInvalid(
        [NotNull] string? id, [CallerArgumentExpression(nameof(id))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, name);
        if (!IsValid(id))
            throw new ArgumentException("An instance's id must be valid Unicode and not blank.", name);
    }
}
