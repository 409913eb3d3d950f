using DurableTask.Core;

namespace EmbeddedFunctions.Durable.Checks;

/// <summary>
/// Finds a single-file program whose assemblies are not files: DurableTask.Core reads the version of its own, and its
/// error at the start names neither.
/// </summary>
internal static class SingleFileChecks
{
    public static void Check(List<string> faults) => Check(typeof(TaskHubWorker).Assembly.Location, faults);

    /// <param name="location">The path of DurableTask.Core's assembly; empty if it is not a file.</param>
    /// <param name="faults">Receives the fault.</param>
    internal static void Check(string location, List<string> faults)
    {
        if (location.Length == 0)
        {
            faults.Add("DurableTask.Core needs its assembly as a file: publish a single-file program with "
                + "IncludeAllContentForSelfExtract=true.");
        }
    }
}
