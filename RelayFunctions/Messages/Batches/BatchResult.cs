namespace RelayFunctions.Messages.Batches;

/// <summary>The response to <c>POST /messages/batch</c>.</summary>
/// <param name="Accepted">How many messages are safe.</param>
/// <param name="Messages">The result of each message, in the order of the request.</param>
internal sealed record BatchResult(int Accepted, IReadOnlyList<BatchItem> Messages);
