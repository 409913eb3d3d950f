using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Dispatching;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Files;
using DurableTask.Sqlite.Storage.Readers;
using DurableTask.Sqlite.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Composition;

/// <summary>The parts that worker and clients share: the open file, its writer, and the work in memory.</summary>
internal sealed class SharedParts : IDisposable
{
    /// <exception cref="IOException">Another process owns the file, or it can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder can't be written.</exception>
    /// <exception cref="InvalidOperationException">A newer version or another program wrote the file.</exception>
    public SharedParts(SqliteOrchestrationServiceOptions options, ILogger logger)
    {
        var time = options.TimeProvider;
        Store = Store.Open(
            Path.GetFullPath(options.Path),
            (long)options.MaxConcurrentActivities + options.MaxConcurrentOrchestrations);
        Backoff = new Backoff(time);
        // The pump fires through the writer, which tells the pump when the next timer is due.
        TimerFiring? firing = null;
        Timers = new TimerPump(time, () => firing!.TryFire());
        Idle = new IdleMonitor(Timers.Advance);
        var quarantine = new PoisonQuarantine(time, Backoff, logger);
        Instances = new InstanceTable(
            new InstanceBounds(options.ReadyQueueCapacity, options.HistoryCacheBytes),
            Idle,
            quarantine,
            Store.CrashCounts,
            Timers.ResumeFiring,
            new DroppedMessages(logger).OnDropped);
        Activities = new ActivityQueue(options.ReadyQueueCapacity, Idle, quarantine);
        Waits = new InstanceWaits(time);
        Reads = new ReadConnections(Store.Path);
        Writer = OpenWriter(options, logger);
        firing = new TimerFiring(Writer, Instances, Timers, time);
    }

    public Store Store { get; }

    public ReadConnections Reads { get; }

    public StoreWriter Writer { get; }

    public Backoff Backoff { get; }

    public IdleMonitor Idle { get; }

    public InstanceWaits Waits { get; }

    public InstanceTable Instances { get; }

    public ActivityQueue Activities { get; }

    public TimerPump Timers { get; }

    /// <summary>Writes what is queued, ends all waits and releases the file.</summary>
    public void Dispose()
    {
        try
        {
            Timers.Dispose();
            Backoff.Dispose();
            Writer.Dispose();
            Waits.Close();
            Idle.Close();
            Reads.Dispose();
        }
        finally
        {
            Store.Dispose();
        }
    }

    private StoreWriter OpenWriter(SqliteOrchestrationServiceOptions options, ILogger logger)
    {
        try
        {
            if (options.SearchKeysOf is null)
                Store.LeaveSearchKeys();
            return new StoreWriter(
                Store.Database, options.WriteQueueCapacity, Idle, Timers, logger, options.TimeProvider);
        }
        catch (Exception exception)
        {
            Store.Dispose();
            if (exception is SqliteException)
                throw new IOException(StoreErrors.OpenMessage(Store.Path, exception), exception);
            throw;
        }
    }
}
