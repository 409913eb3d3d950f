using RelayFunctions.Messages.Status;

namespace RelayFunctions.Messages.Listing;

/// <summary>The response to <c>GET /messages</c>.</summary>
/// <param name="Messages">The messages of the page, newest first.</param>
/// <param name="Next">The <c>cursor</c> of the next page; null if this is the last one.</param>
internal sealed record MessageList(IReadOnlyList<MessageStatus> Messages, string? Next);
