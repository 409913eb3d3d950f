using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>The writer's statements about durable timers.</summary>
internal sealed class TimerStatements
{
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _inOrder;

    public TimerStatements(PreparedStatements prepared)
    {
        _insert = prepared.Add("INSERT OR IGNORE INTO timers (due, row, timer) VALUES (?1, ?2, ?3)");
        _delete = prepared.Add("DELETE FROM timers WHERE due = ?1 AND row = ?2 AND timer = ?3");
        _inOrder = prepared.Add("SELECT due, row, timer FROM timers WHERE due <= ?1 ORDER BY due, row, timer");
    }

    /// <summary>Timers that can't fire at the moment.</summary>
    public SetAsideTimers SetAside { get; } = new();

    public void Insert(long due, long row, int timer) =>
        _insert.Bind(1, due).Bind(2, row).Bind(3, timer).Execute();

    public void Delete(DueTimer timer) =>
        _delete.Bind(1, timer.Due).Bind(2, timer.Row).Bind(3, timer.Timer).Execute();

    /// <summary>Reads the first timers that are due and not set aside.</summary>
    public List<DueTimer> Due(long now, int limit)
    {
        var timers = new List<DueTimer>();
        try
        {
            _inOrder.Bind(1, now);
            while (timers.Count < limit && _inOrder.Step())
            {
                var timer = new DueTimer(
                    _inOrder.Number(0), _inOrder.Number(1), (int)_inOrder.Number(2));
                if (!SetAside.Contains(timer))
                    timers.Add(timer);
            }

            return timers;
        }
        finally
        {
            _inOrder.Reset();
        }
    }

    /// <summary>Reads when the next timer fires, or those that were set aside.</summary>
    public long? FirstDue() =>
        Due(SetAside.RetryAt ?? long.MaxValue, limit: 1) is [var first] ? first.Due : SetAside.RetryAt;
}
