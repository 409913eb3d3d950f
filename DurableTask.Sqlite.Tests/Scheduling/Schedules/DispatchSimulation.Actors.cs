using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

/// <content>The actors that call the parts, in the same steps as the service.</content>
internal sealed partial class DispatchSimulation
{
    private const int CallsAClient = 12;

    private IEnumerable<Func<bool>> Call()
    {
        for (var i = 0; i < CallsAClient; i++)
        {
            yield return Schedule.Always;
            WriteOperation call = _random.Next(6) switch
            {
                0 or 1 => new CreateInstance(
                    new InstanceStart(_episodes.Start(2), _clock.GetUtcNow().UtcDateTime),
                    _random.Next(4) == 0 ? [] : OrchestrationStatuses.Active,
                    _instances,
                    _waits),
                2 => new PurgeInstances(Stored(_episodes.Id), isLast: true, _instances, _waits),
                _ => new SendMessages(
                    [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new OutboundMessage(_episodes.Event()))],
                    _instances),
            };
            _writer.Write(call);
            if (_random.Next(2) == 0)
                yield return () => call.Task.IsCompleted;
        }

        // From here on, all instances end.
        if (--_clients == 0)
            (_episodes.IsEnding, _writer.FailurePercent) = (true, 0);
    }

    private List<StoredInstance> Stored(string id) =>
        _states.Row(id) is { } row ? [new StoredInstance(row, id)] : [];

    private IEnumerable<Func<bool>> Dispatch()
    {
        while (true)
        {
            yield return () => _instances.Ready > 0;
            if (!TryTake(_instances.TakeAsync, out var entry))
                continue;
            _ledger.Take("instance", entry.Row);
            yield return Schedule.Always;
            if (!entry.IsLoaded)
            {
                var loaded = _loader.Load(entry.Row, _instances.MaxInboxBytes);
                yield return Schedule.Always;
                if (loaded is null)
                {
                    Unlock(entry, _instances.Evict);
                    continue;
                }

                _instances.Load(entry, loaded);
                yield return Schedule.Always;
            }

            var messages = _instances.TakeMessages(entry);
            yield return Schedule.Always;
            if (messages.Count == 0)
            {
                Unlock(entry, _instances.Release);
                continue;
            }

            var result = _episodes.Episode(entry.Runtime!, messages);
            if (IsAbandoned)
            {
                _pauses.Add(() => Unlock(entry, _instances.Requeue));
                continue;
            }

            var row = entry.Row;
            var operation = _writer.Write(
                new Published(
                    new CompleteEpisode(
                        new Episode(entry, result, _clock.GetUtcNow().UtcDateTime), _instances, _activities, _waits),
                    () => _ledger.Unlock("instance", row)),
                () => Executed(row, messages));
            yield return () => operation.Task.IsCompleted;
            if (operation.Task.IsFaulted)
                _pauses.Add(() => Unlock(entry, _instances.Requeue));
        }
    }

    private IEnumerable<Func<bool>> Work()
    {
        while (true)
        {
            yield return () => _activities.Ready > 0;
            if (!TryTake(_activities.TakeAsync, out var entry))
                continue;
            _ledger.Take("activity", entry.Sequence);
            yield return Schedule.Always;
            var message = entry.Message ?? _backlogReader.TaskMessage(entry.Sequence);
            if (message is null)
            {
                _ledger.Unlock("activity", entry.Sequence);
                _activities.Complete(entry);
                continue;
            }

            yield return Schedule.Always;
            if (IsAbandoned)
            {
                _pauses.Add(() =>
                {
                    _ledger.Unlock("activity", entry.Sequence);
                    _activities.Requeue(entry);
                });
                continue;
            }

            WriteOperation operation;
            do
            {
                operation = _writer.Write(
                    new Published(
                        new CompleteActivity(
                            entry, new OutboundMessage(RandomEpisodes.Result(message)), _instances, _activities),
                        () => _ledger.Unlock("activity", entry.Sequence)),
                    () => _ledger.ActivityIsRecorded(entry.Sequence));
                yield return () => operation.Task.IsCompleted;
            }
            while (operation.Task.IsFaulted);
        }
    }

    private IEnumerable<Func<bool>> PassPauses()
    {
        while (true)
        {
            yield return () => _pauses.Count > 0;
            var index = _random.Next(_pauses.Count);
            var after = _pauses[index];
            _pauses.RemoveAt(index);
            after();
        }
    }

    private IEnumerable<Func<bool>> PassTime()
    {
        while (true)
        {
            yield return () => _timers.FirstDue is not null;
            _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 1_500)));
        }
    }

    private bool IsAbandoned => !_episodes.IsEnding && _random.Next(100) < _abandonPercent;

    private void Unlock(InstanceEntry entry, Action<InstanceEntry> how)
    {
        _ledger.Unlock("instance", entry.Row);
        how(entry);
    }

    private void Executed(long row, List<Core.TaskMessage> messages)
    {
        if (_database.ReadNumber($"SELECT COUNT(*) FROM instances WHERE row = {row:D}") == 1)
            _ledger.Taken(row, messages.Select(message => message.Event));
    }

    // Returns what is available at once, or null, so that no wait is left pending.
    private static bool TryTake<T>(Func<CancellationToken, ValueTask<T>> take, out T taken)
    {
        using var waited = new CancellationTokenSource();
        var taking = take(waited.Token);
        if (!taking.IsCompleted)
            waited.Cancel();
        try
        {
            taken = taking.AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            taken = default!;
            return false;
        }
    }
}
