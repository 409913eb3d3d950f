using System.Runtime.InteropServices;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Listing;

namespace RelayFunctions.Messages.Statistics;

/// <summary>
/// Counts messages with the queries of the Durable client, which every backend has. The queries read each message, so
/// only the waiting messages and those of the last hour are counted, up to a bound.
/// </summary>
internal sealed class DurableMessageStatistics : IMessageStatistics
{
    private const int PageSize = 100;

    /// <summary>The maximum number of instances that each of the two queries reads.</summary>
    private const int MaxInstances = 2000;

    private static readonly OrchestrationRuntimeStatus[] Unended =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running];

    public Task<MessageStatistics> ReadAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken) =>
        ReadRecentAsync(client, from, cancellationToken);

    public async Task<MessageStatistics> ReadRecentAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var tally = new Dictionary<(string Gateway, MessageState Status, MessageKind Kind), Tally>();
        var failedOver = new FailoverTally(from);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        OrchestrationQuery[] queries =
        [
            new(CreatedFrom: from, PageSize: PageSize, FetchInputsAndOutputs: true),
            new(Statuses: Unended, PageSize: PageSize, FetchInputsAndOutputs: true),
        ];
        foreach (var query in queries)
        {
            var read = 0;
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

                if (++read == MaxInstances)
                    break;
            }
        }

        return new MessageStatistics(
            [.. tally.Select(entry => entry.Value.ToCount(entry.Key.Gateway, entry.Key.Status, entry.Key.Kind))],
            IsComplete: false)
        {
            FailedOver = failedOver.Counts,
        };
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
