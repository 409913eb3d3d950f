namespace RelayFunctions.Messages.Responses;

/// <summary>The response to a message that is safe on disk.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Status">Always <see cref="MessageState.Accepted"/>.</param>
internal sealed record AcceptedMessage(string Id, MessageState Status);
