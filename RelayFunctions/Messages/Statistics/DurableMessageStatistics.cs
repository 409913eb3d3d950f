using System.Runtime.InteropServices;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Listing;

namespace RelayFunctions.Messages.Statistics;

/// <summary>
/// Counts messages with the queries of the Durable client, which every backend has. The queries read each message, so
/// only the waiting messages and the newest of the last hour are counted, up to a bound.
/// </summary>
internal sealed class DurableMessageStatistics(TimeProvider time) : IMessageStatistics
{
    private const int PageSize = 100;

    /// <summary>The maximum number of recent instances that are read, and of those that have not ended.</summary>
    private const int MaxInstances = 2000;

    /// <summary>
    /// The ages up to which recent instances are read one after the other. A query usually returns the oldest first, so
    /// that of a busy hour only the first minutes would be read, and no alert would notice what fails now.
    /// </summary>
    private static readonly TimeSpan[] Ages = [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    private static readonly OrchestrationRuntimeStatus[] Unended =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
    ];

    public Task<MessageStatistics> ReadAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken) =>
        ReadRecentAsync(client, from, cancellationToken);

    public async Task<MessageStatistics> ReadRecentAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var tally = new Dictionary<(string Gateway, MessageState Status, MessageKind Kind), Tally>();
        var failedOver = new FailoverTally(from);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = MaxInstances;
        foreach (var query in RecentFrom(from).TakeWhile(_ => left > 0))
            left -= await AddAsync(query, left);
        await AddAsync(new OrchestrationQuery(Statuses: Unended), MaxInstances);
        return new MessageStatistics(
            [.. tally.Select(entry => entry.Value.ToCount(entry.Key.Gateway, entry.Key.Status, entry.Key.Kind))],
            IsComplete: false)
        {
            FailedOver = failedOver.Counts,
        };

        async Task<int> AddAsync(OrchestrationQuery query, int max)
        {
            var read = 0;
            query = query with { PageSize = PageSize, FetchInputsAndOutputs = true };
            await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
            {
                if (MessageId.IsValid(instance.InstanceId)
                    && seen.Add(instance.InstanceId)
                    && MessageKeys.Of(instance) is { } keys)
                {
                    failedOver.Add(keys);
                    var key = (keys.Gateway, keys.Status, keys.Kind);
                    (CollectionsMarshal.GetValueRefOrAddDefault(tally, key, out _) ??= new()).Add(keys, from);
                }

                if (++read == max)
                    break;
            }

            return read;
        }
    }

    /// <summary>Returns the queries for the instances that were created from a time on, the newest first.</summary>
    private IEnumerable<OrchestrationQuery> RecentFrom(DateTimeOffset from)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? to = null;
        foreach (var start in Ages.Select(age => now - age).Where(start => start > from).Append(from))
        {
            yield return new OrchestrationQuery(CreatedFrom: start, CreatedTo: to);
            to = start;
        }
    }

    private sealed class Tally
    {
        private readonly long[] _perMinute = new long[MessageCount.Minutes];
        private DateTimeOffset _oldest = DateTimeOffset.MaxValue;
        private DateTimeOffset _oldestDue = DateTimeOffset.MaxValue;
        private long _count;

        public void Add(MessageKeys keys, DateTimeOffset from)
        {
            _count++;
            _oldest = keys.AcceptedAt < _oldest ? keys.AcceptedAt : _oldest;
            _oldestDue = keys.DueAt < _oldestDue ? keys.DueAt : _oldestDue;
            if (MessageCount.MinuteOf(keys.AcceptedAt, from) is { } minute)
                _perMinute[minute]++;
        }

        public MessageCount ToCount(string gateway, MessageState status, MessageKind kind) =>
            new(gateway, status, _count, _oldest, _perMinute) { Kind = kind, OldestDueAt = _oldestDue };
    }
}
