using DurableTask.Core;

namespace DurableTask.Sqlite.Poison;

/// <summary>The failure of work that was running at too many crashes of the process.</summary>
internal static class PoisonFailure
{
    /// <param name="type">The failure's type.</param>
    /// <param name="work">The kind of work with its name.</param>
    /// <param name="crashCount">The number of crashes.</param>
    public static FailureDetails Of(string type, string work, int crashCount) => new(
        type,
        $"{work} was running each of the {crashCount} times that the process died, and is not run again: it is " +
        "assumed to be the cause.",
        null,
        null,
        isNonRetriable: true);
}
