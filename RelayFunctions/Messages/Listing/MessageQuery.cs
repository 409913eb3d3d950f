namespace RelayFunctions.Messages.Listing;

/// <summary>
/// The filters and the page of a list of messages, newest first. A null value filters nothing; times are inclusive.
/// </summary>
public sealed record MessageQuery
{
    /// <summary>The maximum number of messages of one page.</summary>
    public const int MaxPageSize = 500;

    /// <summary>The fault of an <c>acceptedFrom</c> that no message can meet.</summary>
    internal const string ReversedFault = "must not be later than acceptedTo.";

    /// <summary>The gateway that the messages are for.</summary>
    public string? Gateway { get; init; }

    /// <summary>The statuses that the messages may have; empty for any.</summary>
    public IReadOnlyList<MessageState> Statuses { get; init; } = [];

    /// <summary>The earliest time of acceptance.</summary>
    public DateTimeOffset? AcceptedFrom { get; init; }

    /// <summary>The latest time of acceptance.</summary>
    public DateTimeOffset? AcceptedTo { get; init; }

    /// <summary>The prefix of the ids, in lower case.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>The maximum number of messages of a page, from 1 to <see cref="MaxPageSize"/>.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Where the previous page ended, from <see cref="MessagePage.Next"/>; null for the first page.</summary>
    public string? Cursor { get; init; }
}
