using DurableTask.Core;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Client;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Dispatching;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Files;
using DurableTask.Sqlite.Storage.Readers;
using DurableTask.Sqlite.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DurableTask.Sqlite;

/// <summary>
/// A storage provider for the Durable Task Framework that keeps everything in one SQLite file. The constructor opens
/// the file, and the service owns it until it is disposed. One process, and one service, owns a file at a time.
/// </summary>
public sealed partial class SqliteOrchestrationService
    : IOrchestrationService,
        IOrchestrationServiceClient,
        IOrchestrationServiceQueryClient,
        IOrchestrationServicePurgeClient,
        IAsyncDisposable,
        IDisposable
{
    private readonly SqliteOrchestrationServiceOptions _options;
    private readonly Store _store;
    private readonly ReadConnections _reads;
    private readonly StoreWriter _writer;
    private readonly Backoff _backoff;
    private readonly IdleMonitor _idle;
    private readonly InstanceWaits _waits;
    private readonly InstanceTable _instances;
    private readonly ActivityQueue _activities;
    private readonly TimerPump _timers;
    private readonly OrchestrationDispatch _orchestrationDispatch;
    private readonly ActivityDispatch _activityDispatch;
    private readonly DispatcherDelays _delays;
    private readonly WorkLifecycle _lifecycle;
    private readonly QueueProbe _probe;
    private readonly Watchdog _watchdog;
    private readonly InstanceCommands _commands;
    private readonly InstanceQueries _queries;
    private readonly InstanceSearch _search;
    private readonly InstancePurge _purge;
    private readonly InstanceStateWaits _stateWaits;

    /// <summary>Opens the file, or creates it.</summary>
    /// <param name="options">Where the file is, and the bounds.</param>
    /// <param name="loggerFactory">Where errors of the store are logged; default: nowhere.</param>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    /// <exception cref="IOException">Another process owns the file, or it can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder can't be written.</exception>
    /// <exception cref="InvalidOperationException">A newer version or another program wrote the file.</exception>
    public SqliteOrchestrationService(
        SqliteOrchestrationServiceOptions options, ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        var time = options.TimeProvider;
        var logger = new SafeLogger(
            (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<SqliteOrchestrationService>());
        var dropped = new DroppedMessages(logger);

        _store = Store.Open(
            Path.GetFullPath(options.Path),
            (long)options.MaxConcurrentActivities + options.MaxConcurrentOrchestrations);
        _backoff = new Backoff(time);
        // The pump fires through the writer, which tells the pump when the next timer is due.
        TimerFiring? firing = null;
        _timers = new TimerPump(time, () => firing!.TryFire());
        _idle = new IdleMonitor(_timers.Advance);
        var quarantine = new PoisonQuarantine(time, _backoff, logger);
        _instances = new InstanceTable(
            options.ReadyQueueCapacity,
            options.HistoryCacheBytes,
            _idle,
            quarantine,
            _store.CrashCounts,
            _timers.ResumeFiring,
            dropped.OnDropped);
        _activities = new ActivityQueue(options.ReadyQueueCapacity, _idle, quarantine);
        _waits = new InstanceWaits(time);
        _reads = new ReadConnections(_store.Path);
        var (states, backlog, search) = (new StateReader(_reads), new BacklogReader(_reads), new SearchReader(_reads));
        _writer = OpenWriter(logger);
        firing = new TimerFiring(_writer, _instances, _timers, time);

        var results = new ActivityResults(_writer, _instances, _activities, _backoff, time);
        var episodes = new EpisodeWrites(
            _writer, _instances, _activities, _waits, _backoff, time, options.SearchKeysOf);
        var opener = new InstanceOpener(_instances, new InstanceLoader(_reads), episodes, _backoff, time, logger);
        _activityDispatch = new ActivityDispatch(_activities, results, backlog, _store.Journal, _backoff, logger);
        _orchestrationDispatch = new OrchestrationDispatch(_instances, opener, episodes, dropped, _store.Journal);
        _delays = new DispatcherDelays(logger);
        var loader = new BacklogLoader(backlog, _instances, _activities, _backoff, logger);
        var backfill = options.SearchKeysOf is { } keysOf
            ? new SearchBackfill(search, _writer, keysOf, _backoff, logger)
            : null;
        _lifecycle = new WorkLifecycle(loader, backfill, _timers, _activityDispatch);
        _probe = new QueueProbe(
            _instances, _activities, _timers, _writer, _orchestrationDispatch, _activityDispatch, _lifecycle, options);
        _watchdog = new Watchdog(time, () => _probe.Counts, logger);

        _commands = new InstanceCommands(_writer, _instances, _waits, time, options.SearchKeysOf);
        _queries = new InstanceQueries(states);
        _search = new InstanceSearch(search, new CountReader(_reads), isEnabled: options.SearchKeysOf is not null);
        _purge = new InstancePurge(states, _writer, _instances, _waits, time);
        _stateWaits = new InstanceStateWaits(states, _waits);
    }

    /// <summary>The source of all times, from the options.</summary>
    public TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>
    /// The earliest pending durable timer or scheduled start, for tests that advance a clock. A timer that its
    /// orchestration no longer waits for is included until the orchestration ends.
    /// </summary>
    public DateTimeOffset? NextTimerDue => _timers.FirstDue;

    internal QueueCounts Counts => _probe.Counts;

    /// <summary>
    /// Ends when no write is queued, no work item is ready or in flight, and no timer is due at the clock's current
    /// time. Without a started worker, ready work stays ready.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The service was disposed, before the call or during it.</exception>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) => _idle.WhenIdleAsync(cancellationToken);

    /// <summary>The lengths of the queues, for a log or a debugger.</summary>
    public override string ToString() => $"{_store.Path}: {Counts}";

    /// <summary>
    /// Writes what is queued and releases the file. Calls that still wait for an instance get an
    /// <see cref="ObjectDisposedException"/>. A second call does nothing.
    /// </summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (!_lifecycle.TryClose())
            return;

        try
        {
            await StopAsync(isForced: true).ConfigureAwait(false);
            _watchdog.Dispose();
            _timers.Dispose();
            _backoff.Dispose();
            _writer.Dispose();
            _waits.Close();
            _idle.Close();
            _reads.Dispose();
        }
        finally
        {
            _store.Dispose();
        }
    }

    private StoreWriter OpenWriter(ILogger logger)
    {
        try
        {
            if (_options.SearchKeysOf is null)
                _store.LeaveSearchKeys();
            return new StoreWriter(
                _store.Database, _options.WriteQueueCapacity, _idle, _timers, logger, _options.TimeProvider);
        }
        catch (Exception exception)
        {
            _store.Dispose();
            if (exception is SqliteException)
                throw new IOException(StoreErrors.OpenMessage(_store.Path, exception), exception);
            throw;
        }
    }
}
