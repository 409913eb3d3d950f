using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// Keeps the ids of entities apart from those of orchestrations, as the worker's Durable extension does.
/// </summary>
internal static class EntityIds
{
    public static bool IsEntity(string instanceId) => instanceId is ['@', ..];

    /// <summary>Returns the id of an orchestration, or the prefix of ids, or null.</summary>
    /// <exception cref="ArgumentException">The id begins with '@'.</exception>
    [return: NotNullIfNotNull(nameof(instanceId))]
    public static string? Reject(
        string? instanceId, [CallerArgumentExpression(nameof(instanceId))] string? argument = null) =>
        instanceId is null || !IsEntity(instanceId)
            ? instanceId
            : throw new ArgumentException(
                $"The id '{instanceId}' can't be an orchestration's: ids that begin with '@' are reserved for "
                    + "entities.",
                argument);
}
