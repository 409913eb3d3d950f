using System.Diagnostics.CodeAnalysis;
using DurableTask.Sqlite.Codec;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// Which ids an instance may have. The framework's dispatcher throws at a blank one, again and again. Ids are compared
/// as UTF-8, in which two different halves of surrogate pairs would be the same.
/// </summary>
internal static class InstanceId
{
    public static bool IsValid([NotNullWhen(true)] string? id) =>
        !string.IsNullOrWhiteSpace(id) && UnicodeText.IsValid(id);
}
