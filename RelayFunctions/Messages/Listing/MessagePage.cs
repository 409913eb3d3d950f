using Microsoft.DurableTask.Client;

namespace RelayFunctions.Messages.Listing;

/// <summary>A page of messages, newest first.</summary>
/// <param name="Messages">The orchestrations of the messages, with their inputs and outputs.</param>
/// <param name="Next">The cursor of the next page; null if there is none.</param>
public sealed record MessagePage(IReadOnlyList<OrchestrationMetadata> Messages, string? Next);
