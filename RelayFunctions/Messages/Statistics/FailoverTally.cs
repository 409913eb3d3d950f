using RelayFunctions.Messages.Listing;

namespace RelayFunctions.Messages.Statistics;

/// <summary>Counts messages by the gateways at which they failed permanently before they went on to others.</summary>
/// <param name="from">Where the counted minutes begin.</param>
public sealed class FailoverTally(DateTimeOffset from)
{
    private readonly Dictionary<string, long[]> _perMinute = new(StringComparer.Ordinal);

    /// <summary>The counts so far, with the status of failed messages.</summary>
    public IReadOnlyList<MessageCount> Counts =>
    [
        .. _perMinute.Select(
            gateway => new MessageCount(gateway.Key, MessageState.Failed, gateway.Value.Sum(), from, gateway.Value)
            {
                Kind = MessageKind.FailedOver,
                OldestDueAt = from,
            }),
    ];

    /// <summary>Counts a message, unless an alert sent it.</summary>
    public void Add(MessageKeys message)
    {
        if (MinuteOf(message) is { } minute)
            Add(message, minute, weight: 1);
    }

    /// <summary>Counts messages of which only the newest were read.</summary>
    /// <param name="newest">
    /// The newest messages. Those of a minute represent all messages of that minute; all of them represent minutes
    /// without any.
    /// </param>
    /// <param name="perMinute">How many there are in each minute.</param>
    public void Add(IReadOnlyList<MessageKeys> newest, IReadOnlyDictionary<int, long> perMinute)
    {
        var read = newest.ToLookup(MinuteOf);
        // After the clock was set back, the store has messages of later minutes.
        foreach (var (minute, count) in perMinute.Where(entry => entry.Key < MessageCount.Minutes))
        {
            MessageKeys[] sample = read.Contains(minute) ? [.. read[minute]] : [.. newest];
            for (var i = 0; i < sample.Length; i++)
                Add(sample[i], minute, (count * (i + 1) / sample.Length) - (count * i / sample.Length));
        }
    }

    private void Add(MessageKeys message, int minute, long weight)
    {
        if (message.Kind == MessageKind.Alert)
            return;

        foreach (var gateway in message.FailedOver)
        {
            if (!_perMinute.TryGetValue(gateway, out var counts))
                _perMinute.Add(gateway, counts = new long[MessageCount.Minutes]);
            counts[minute] += weight;
        }
    }

    private int? MinuteOf(MessageKeys message) => MessageCount.MinuteOf(message.AcceptedAt, from);
}
