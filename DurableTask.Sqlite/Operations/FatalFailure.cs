using DurableTask.Core;

namespace DurableTask.Sqlite.Operations;

/// <summary>Why something is not run again that was running at so many deaths of the process.</summary>
internal static class FatalFailure
{
    /// <param name="type">The failure's type.</param>
    /// <param name="work">What was running, with its name.</param>
    /// <param name="deaths">At how many deaths.</param>
    public static FailureDetails Of(string type, string work, int deaths) => new(
        type,
        $"{work} was running each of the {deaths} times that the process died, and is not run again: it is taken for the " +
        "cause.",
        null,
        null,
        isNonRetriable: true);
}
