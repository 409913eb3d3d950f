using System.Globalization;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Readers;
using DurableTask.Sqlite.Storage.Statements;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

/// <summary>
/// The parts of the service that pass work between threads, on a real file, with all their callers as actors of one
/// schedule: clients, writer, dispatchers, loaders, the clock and the pauses after errors.
/// </summary>
internal sealed partial class DispatchSimulation : IDisposable
{
    private const int MaxSteps = 50_000;

    private readonly Random _random;
    private readonly Schedule _schedule;
    private readonly SqliteDatabase _database;
    private readonly StateReader _states;
    private readonly BacklogReader _backlogReader;
    private readonly InstanceLoader _loader;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly IdleMonitor _idle;
    private readonly InstanceWaits _waits = new(TimeProvider.System);
    private readonly Ledger _ledger = new();
    private readonly List<Action> _pauses = [];
    private readonly Backoff _backoff;
    private readonly InstanceTable _instances;
    private readonly ActivityQueue _activities;
    private readonly TimerPump _timers;
    private readonly SimulatedWriter _writer;
    private readonly RandomEpisodes _episodes;
    private readonly int _abandonPercent;
    private readonly bool _watchesIdle;
    private Task? _whenIdle;
    private int _clients;

    public DispatchSimulation(int seed, SqliteDatabase database, WriterStatements statements, ReadConnections reads)
    {
        _random = new Random(seed);
        (_schedule, _database) = (new Schedule(_random, CheckIdle), database);
        (_states, _backlogReader, _loader) = (new StateReader(reads), new BacklogReader(reads), new InstanceLoader(reads));
        long[] cacheBytes = [0, 4_000, 1_000_000];
        long[] inboxBytes = [1, 500, RetainedMessage.MaxInbox];
        _backoff = new Backoff(_clock);
        var quarantine = new PoisonQuarantine(_clock, _backoff, NullLogger.Instance);
        _timers = new TimerPump(_clock, FireTimers);
        _idle = new IdleMonitor(_timers.Advance);
        var bounds = new InstanceBounds(_random.Next(1, 5), cacheBytes[_random.Next(3)])
        {
            InboxBytes = inboxBytes[_random.Next(3)],
            TotalInboxBytes = inboxBytes[_random.Next(3)],
        };
        _instances = new InstanceTable(
            bounds,
            _idle,
            quarantine,
            CrashCount(),
            _timers.ResumeFiring,
            onDropped: _ => { });
        _activities = new ActivityQueue(_random.Next(1, 4), _idle, quarantine);
        _writer = new SimulatedWriter(database, statements, _idle, _timers, _ledger, _random)
        {
            FailurePercent = _random.Next(2) * 10,
        };
        _episodes = new RandomEpisodes(_random, _clock);
        _abandonPercent = _random.Next(2) * 10;
        _watchesIdle = _random.Next(2) == 0;
        // So late that no work waits until the process has lived for a while.
        _clock.Advance(TimeSpan.FromMinutes(1));
    }

    public void Run()
    {
        _timers.Start();
        _schedule.Add("writer", _writer.Run());
        _schedule.Add("pause", PassPauses());
        _schedule.Add("clock", PassTime());
        _schedule.Add("start loader", LoadAsBacklogLoader(_instances.Pending, LoadPending));
        _schedule.Add("message loader", LoadAsBacklogLoader(_instances.Messages, LoadMessages));
        _schedule.Add("activity loader", LoadAsBacklogLoader(_activities.Backlog, LoadActivities));
        for (var i = 0; i < 3; i++)
            _schedule.Add($"dispatcher {i}", Dispatch());
        for (var i = 0; i < 2; i++)
            _schedule.Add($"worker {i}", Work());
        for (_clients = 0; _clients < 2; _clients++)
            _schedule.Add($"client {_clients}", Call());

        try
        {
            _schedule.Run(MaxSteps);
            AssertEnd();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"""
                {exception.Message}
                The last steps: {_schedule.Trace}
                At {_clock.GetUtcNow():T}, next timer {_timers.FirstDue:T}, {_writer.Waiting} writes, {_pauses.Count} pauses
                Instances: {_instances.Active} active, {_instances.Ready} ready, in the file {_instances.Messages.IsMarked}, {_instances.Pending.IsMarked}
                Activities: {_activities.Ready} ready, in the file {_activities.Backlog.IsMarked}
                """, exception);
        }
    }

    public void Dispose()
    {
        _timers.Dispose();
        _backoff.Dispose();
    }

    private void AssertEnd()
    {
        _ledger.AssertNothingInHand();
        Assert.Equal(0, _database.ReadNumber("SELECT COUNT(*) FROM tasks"));
        Assert.Equal(0, _database.ReadNumber("SELECT COUNT(*) FROM timers"));
        Assert.Equal(0, _database.ReadNumber("SELECT COUNT(*) FROM inbox"));
        Assert.Equal(0, _database.ReadNumber("SELECT COUNT(*) FROM instances WHERE status = 6"));
        using (var alive = _database.Prepare("SELECT row FROM instances WHERE completed IS NULL"))
        {
            while (alive.Step())
                _ledger.AssertAllTaken(alive.Number(0));
        }

        Assert.Equal((0, 0, 0), (_instances.Active, _instances.Ready, _activities.Ready));
        Assert.False(
            _instances.Messages.IsMarked || _instances.Pending.IsMarked || _activities.Backlog.IsMarked,
            "Work is thought to be in the file.");
        Assert.True(_idle.WhenIdleAsync(CancellationToken.None).IsCompleted, "It is not idle at the end.");
    }

    // For more rows than all schedules create, as if they had existed when the store was opened.
    private Dictionary<long, int> CrashCount() =>
        Enumerable.Range(1, _random.Next(2) * 20_000).ToDictionary(row => (long)row, _ => _random.Next(6));

    private bool FireTimers()
    {
        if (_instances.Timers.Room == 0)
            return false;

        _writer.Write(new FireTimers(_clock, _instances, _timers));
        return true;
    }

    // Once the service reports that it is idle, no work is left.
    private void CheckIdle()
    {
        if (_whenIdle is null)
        {
            // Asking fires due timers, so not every schedule does: timers must also fire by themselves.
            if (_watchesIdle && _writer.Waiting > 0)
                _whenIdle = _idle.WhenIdleAsync(CancellationToken.None);
            return;
        }

        if (!_whenIdle.IsCompleted)
            return;

        Assert.Equal(0, _writer.Waiting);
        Assert.Empty(_pauses);
        Assert.Equal(0, _database.ReadNumber(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT (SELECT COUNT(*) FROM tasks) + (SELECT COUNT(*) FROM instances WHERE status = 6 AND start_at IS NULL) +
                (SELECT COUNT(*) FROM timers WHERE due <= {_clock.GetUtcNow().Ticks}) +
                (SELECT COUNT(*) FROM inbox JOIN instances USING (row) WHERE start_at IS NULL)
            """)));
        _whenIdle = null;
    }
}
