namespace EmbeddedFunctions.Durable;

/// <summary>What the task hub runs.</summary>
internal sealed record DurableFunctions(
    IReadOnlyList<OrchestratorFunction> Orchestrators, IReadOnlyList<ActivityFunction> Activities);
