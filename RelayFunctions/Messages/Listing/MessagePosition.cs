using System.Globalization;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Messages.Listing;

/// <summary>A message's position in the list: its time of acceptance, then its id.</summary>
internal readonly record struct MessagePosition(DateTimeOffset AcceptedAt, string Id) : IComparable<MessagePosition>
{
    public static MessagePosition Of(MessageStatus status) => new(status.AcceptedAt, status.Id);

    /// <exception cref="FormatException">The cursor was not created by <see cref="ToCursor"/>.</exception>
    public static MessagePosition Parse(string cursor)
    {
        var at = cursor.IndexOf('-', StringComparison.Ordinal);
        return at > 0
            && long.TryParse(cursor.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            && MessageId.IsValid(cursor[(at + 1)..])
            ? new MessagePosition(new DateTimeOffset(ticks, TimeSpan.Zero), cursor[(at + 1)..])
            : throw new FormatException("The cursor is not one of this list.");
    }

    public string ToCursor() => string.Create(CultureInfo.InvariantCulture, $"{AcceptedAt.UtcTicks}-{Id}");

    public int CompareTo(MessagePosition other) =>
        (AcceptedAt.CompareTo(other.AcceptedAt), string.CompareOrdinal(Id, other.Id)) switch
        {
            (0, var byId) => byId,
            (var byTime, _) => byTime,
        };
}
