namespace RelayFunctions.Messages;

/// <summary>What a caller asks to send.</summary>
/// <param name="Message">The text.</param>
/// <param name="Gateway">The name of the gateway.</param>
internal sealed record MessageRequest(string Message, string Gateway);
