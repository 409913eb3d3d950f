using RelayFunctions.Messages.Listing;

namespace RelayFunctions.Messages.Statistics;

/// <summary>Counts messages by the gateways at which they failed permanently before they went on to others.</summary>
/// <param name="from">Where the counted minutes begin.</param>
public sealed class FailoverTally(DateTimeOffset from)
{
    private readonly Dictionary<string, long[]> _perMinute = new(StringComparer.Ordinal);

    /// <summary>The counts so far, as of failed messages.</summary>
    public IReadOnlyList<MessageCount> Counts =>
    [
        .. _perMinute.Select(
            gateway => new MessageCount(gateway.Key, MessageState.Failed, gateway.Value.Sum(), from, gateway.Value)
            {
                Kind = MessageKind.FailedOver,
                OldestDueAt = from,
            }),
    ];

    /// <summary>Counts a message; those of alerts are left out.</summary>
    /// <param name="message">The message.</param>
    /// <param name="weight">How many messages it stands for.</param>
    public void Add(MessageKeys message, long weight = 1)
    {
        var minute = Math.Floor((message.AcceptedAt - from).TotalMinutes);
        if (message.Kind == MessageKind.Alert || minute is not (>= 0 and < MessageCount.Minutes))
            return;

        foreach (var gateway in message.FailedOver)
        {
            if (!_perMinute.TryGetValue(gateway, out var counts))
                _perMinute.Add(gateway, counts = new long[MessageCount.Minutes]);
            counts[(int)minute] += weight;
        }
    }
}
