using DurableTask.Core;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Composition;
using DurableTask.Sqlite.Scheduling;
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
    private readonly SharedParts _shared;
    private readonly WorkerParts _worker;
    private readonly ClientParts _client;

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
        var logger = new SafeLogger(new RetryLogger(
            (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<SqliteOrchestrationService>(),
            options.TimeProvider));
        _shared = new SharedParts(options, logger);
        _worker = new WorkerParts(_shared, options, logger);
        _client = new ClientParts(_shared, options);
    }

    /// <summary>The source of all times, from the options.</summary>
    public TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>
    /// The earliest pending durable timer or scheduled start, for tests that advance a clock. A timer that its
    /// orchestration no longer waits for is included until the orchestration ends.
    /// </summary>
    public DateTimeOffset? NextTimerDue => _shared.Timers.FirstDue;

    internal QueueCounts Counts => _worker.Counts;

    /// <summary>
    /// Ends when no write is queued, no work item is ready or in flight, and no timer is due at the clock's current
    /// time. Without a started worker, ready work stays ready.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The service was disposed, before the call or during it.</exception>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) =>
        _shared.Idle.WhenIdleAsync(cancellationToken);

    /// <summary>The lengths of the queues, for a log or a debugger.</summary>
    public override string ToString() => $"{_shared.Store.Path}: {Counts}";

    /// <summary>
    /// Writes what is queued and releases the file. Calls that still wait for an instance get an
    /// <see cref="ObjectDisposedException"/>. A second call does nothing.
    /// </summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (!_worker.Lifecycle.TryClose())
            return;

        try
        {
            await StopAsync(isForced: true).ConfigureAwait(false);
            _worker.Dispose();
        }
        finally
        {
            _shared.Dispose();
        }
    }
}
