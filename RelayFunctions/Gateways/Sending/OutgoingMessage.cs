namespace RelayFunctions.Gateways.Sending;

/// <summary>One attempt's message as the sender needs it.</summary>
/// <param name="Id">The message's id, the same at each attempt.</param>
/// <param name="Text">The message.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
public sealed record OutgoingMessage(string Id, string Text, int Attempt);
