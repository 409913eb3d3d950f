namespace EmbeddedFunctions.Durable;

/// <summary>The functions that the task hub runs.</summary>
internal sealed record DurableFunctions(
    IReadOnlyList<OrchestratorFunction> Orchestrators, IReadOnlyList<ActivityFunction> Activities);
