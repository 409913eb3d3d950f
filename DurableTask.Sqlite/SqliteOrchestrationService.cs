using DurableTask.Core;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DurableTask.Sqlite;

/// <summary>
/// A storage provider for the Durable Task Framework that keeps everything in one SQLite file. It opens the file when
/// it is made and owns it until it is disposed; one process, and one service, owns a file at a time.
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
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IdleMonitor _idle = new();
    private readonly Backoff _backoff;
    private readonly InstanceWaits _waits;
    private readonly InstanceTable _instances;
    private readonly ActivityQueue _activities;
    private readonly TimerPump _timers;
    private readonly Store _store;
    private readonly FileLoader _loader;
    private readonly StoreWriter _writer;
    private readonly StoreReader _reader;
    private readonly Watchdog _watchdog;
    private bool _isDisposed;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="options">Where the file is, and the bounds.</param>
    /// <param name="loggerFactory">Where errors of the store are logged; default: nowhere.</param>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    /// <exception cref="IOException">Another process owns the file, or it can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder can't be written.</exception>
    /// <exception cref="InvalidOperationException">
    /// The file was written by a newer version, or is none of this provider's.
    /// </exception>
    public SqliteOrchestrationService(
        SqliteOrchestrationServiceOptions options, ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _time = options.TimeProvider;
        _backoff = new Backoff(_time);
        _waits = new InstanceWaits(_time);
        _logger = new SafeLogger((loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<SqliteOrchestrationService>());

        _store = Store.Open(
            Path.GetFullPath(options.Path), (long)options.MaxConcurrentActivities + options.MaxConcurrentOrchestrations);
        var suspects = new Suspects(_time, _backoff);
        if (options.SearchKeysOf is null)
            _store.LeaveSearchKeys();
        _instances = new InstanceTable(
            options.ReadyQueueCapacity, options.HistoryCacheBytes, _idle, suspects, _store.Deaths)
        {
            OnDropped = OnDropped,
        };
        _activities = new ActivityQueue(options.ReadyQueueCapacity, _idle, suspects);
        _timers = new TimerPump(_time) { Fire = FireTimers };
        _idle.NothingDue = _timers.Advance;
        _instances.Timers.Drained = _timers.FireOn;
        _reader = new StoreReader(_store.Path);
        _writer = OpenWriter();
        _loader = new FileLoader(_reader, _instances, _activities, _backoff, _logger);
        _backfill = options.SearchKeysOf is { } keysOf ? new SearchBackfill(_reader, _writer, keysOf, _backoff, _logger) : null;
        _watchdog = new Watchdog(_time, () => Counts, _logger);
    }

    private StoreWriter OpenWriter()
    {
        try
        {
            return new StoreWriter(_store.Database, _options.WriteQueueCapacity, _idle, _timers, _logger);
        }
        catch (SqliteException exception)
        {
            _store.Dispose();
            throw new IOException(StoreErrors.OfOpening(_store.Path, exception), exception);
        }
    }

    /// <summary>The source of all times, as the options have it.</summary>
    public TimeProvider TimeProvider => _time;

    /// <summary>
    /// The earliest pending durable timer or scheduled start, for tests that advance a clock. A timer that its
    /// orchestration no longer waits for counts until the orchestration ends.
    /// </summary>
    public DateTimeOffset? NextTimerDue => _timers.FirstDue;

    /// <summary>
    /// Ends when nothing is queued for the writer, no work item is ready or in somebody's hands, and no timer is due
    /// at the clock's present time. Without a started worker, work that is ready stays so.
    /// </summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="ObjectDisposedException">The service was disposed of, before the call or during it.</exception>
    public Task WhenIdleAsync(CancellationToken ct = default) => _idle.WhenIdleAsync(ct);

    /// <summary>
    /// Writes what is queued and lets go of the file. Who still waits for an instance gets an
    /// <see cref="ObjectDisposedException"/>. A second call does nothing.
    /// </summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;

        await StopAsync(isForced: true).ConfigureAwait(false);
        _watchdog.Dispose();
        _timers.Dispose();
        _backoff.Dispose();
        _writer.Dispose();
        _waits.Close();
        _idle.Close();
        _reader.Dispose();
        _store.Dispose();
    }
}
