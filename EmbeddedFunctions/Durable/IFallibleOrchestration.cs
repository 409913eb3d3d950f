namespace EmbeddedFunctions.Durable;

/// <summary>An orchestration that knows how its episode failed.</summary>
internal interface IFallibleOrchestration
{
    string Name { get; }

    /// <summary>The exception that the episode's result is made of; null for none.</summary>
    Exception? Failure { get; }
}
