using DurableTask.Sqlite.Dispatching;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Readers;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Composition;

/// <summary>The parts that the framework's worker calls.</summary>
internal sealed class WorkerParts : IDisposable
{
    private readonly QueueProbe _probe;
    private readonly Watchdog _watchdog;

    public WorkerParts(SharedParts shared, SqliteOrchestrationServiceOptions options, ILogger logger)
    {
        var (instances, activities) = (shared.Instances, shared.Activities);
        var (writer, backoff, journal) = (shared.Writer, shared.Backoff, shared.Store.Journal);
        var time = options.TimeProvider;
        var backlog = new BacklogReader(shared.Reads);

        var results = new ActivityResults(writer, instances, activities, backoff, time);
        var abandoned = new AbandonedActivities(activities, backlog, writer, backoff);
        ActivityDispatch = new ActivityDispatch(activities, results, abandoned, backlog, journal, backoff, logger);

        var episodes = new EpisodeWrites(
            writer, instances, activities, shared.Waits, backoff, time, options.SearchKeysOf);
        var opener = new InstanceOpener(instances, new InstanceLoader(shared.Reads), episodes, backoff, time, logger);
        OrchestrationDispatch = new OrchestrationDispatch(
            instances, opener, episodes, new DroppedMessages(logger), journal);
        Delays = new DispatcherDelays(logger);

        var loader = new BacklogLoader(backlog, instances, activities, backoff, logger);
        var backfill = options.SearchKeysOf is { } keysOf
            ? new SearchBackfill(new SearchReader(shared.Reads), writer, keysOf, backoff, logger)
            : null;
        Lifecycle = new WorkLifecycle(loader, backfill, shared.Timers, ActivityDispatch);

        _probe = new QueueProbe(shared, OrchestrationDispatch, ActivityDispatch, Lifecycle, options);
        _watchdog = new Watchdog(time, () => Counts, logger);
    }

    public OrchestrationDispatch OrchestrationDispatch { get; }

    public ActivityDispatch ActivityDispatch { get; }

    public DispatcherDelays Delays { get; }

    public WorkLifecycle Lifecycle { get; }

    public QueueCounts Counts => _probe.Counts;

    public void Dispose() => _watchdog.Dispose();
}
