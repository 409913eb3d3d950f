namespace RelayFunctions.Messages.Batches;

/// <summary>The response to <c>POST /messages/batch</c>.</summary>
/// <param name="Accepted">The number of accepted messages.</param>
/// <param name="Messages">The result of each message, in the order of the request.</param>
internal sealed record BatchResult(int Accepted, IReadOnlyList<BatchItem> Messages);
