using RelayFunctions.Messages;

namespace RelayServer.Storage;

/// <summary>
/// A message's status and kind as one text, as the store's index stores them. Lists and counts separate them again.
/// </summary>
internal static class MessageSearchStates
{
    private const char Separator = '.';

    /// <summary>Every text that a message may have.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enum.GetValues<MessageState>()
            .SelectMany(status => Enum.GetValues<MessageKind>().Select(kind => Of(status, kind))),
    ];

    /// <summary>The texts of messages that have not ended.</summary>
    public static IReadOnlyList<string> Unended { get; } =
        [.. new[] { MessageState.Accepted, MessageState.Waiting, MessageState.Cancelling }.SelectMany(With)];

    public static string Of(MessageState status, MessageKind kind) =>
        kind == MessageKind.Usual ? status.ToString() : $"{status}{Separator}{kind}";

    /// <summary>The texts of messages that have a status.</summary>
    public static IEnumerable<string> With(MessageState status) => All.Where(text => Parse(text).Status == status);

    public static (MessageState Status, MessageKind Kind) Parse(string text)
    {
        var parts = text.Split(Separator);
        return (
            Enum.Parse<MessageState>(parts[0]),
            parts.Length == 1 ? MessageKind.Usual : Enum.Parse<MessageKind>(parts[1]));
    }
}
