using Microsoft.DurableTask.Worker;

namespace EmbeddedFunctions.Durable.Checks;

/// <summary>Finds options of the durable worker that this host does not support.</summary>
internal static class WorkerOptionChecks
{
    public static void Check(DurableTaskWorkerOptions options, List<string> faults)
    {
        if (options.EnableEntitySupport)
        {
            faults.Add(
                $"{nameof(DurableTaskWorkerOptions)}.{nameof(options.EnableEntitySupport)} is not supported: entities "
                + "don't run here. Leave it out.");
        }

        if (options.Versioning is not null)
        {
            faults.Add(
                $"{nameof(DurableTaskWorkerOptions)}.{nameof(options.Versioning)} is not supported: "
                + "orchestrators of every version run here. Leave it out, or read the version in the orchestrator.");
        }
    }
}
