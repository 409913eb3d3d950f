using System.Diagnostics.CodeAnalysis;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage;

internal sealed partial class WriterStatements
{
    private SqliteStatement _insertMessage;
    private SqliteStatement _insertResult;
    private SqliteStatement _deleteMessages;
    private SqliteStatement _insertTask;
    private SqliteStatement _deleteTask;
    private SqliteStatement _insertTimer;
    private SqliteStatement _deleteTimer;
    private SqliteStatement _timersInOrder;

    /// <summary>Puts a message into an instance's inbox and says under which number.</summary>
    public long InsertMessage(long row, byte[] body)
    {
        _insertMessage.Bind(1, row).Bind(2, ++_lastSequence).Bind(3, body).Execute();
        return _lastSequence;
    }

    /// <summary>The same, but only for an instance that is there and has not ended; else null.</summary>
    public long? TryInsertMessage(long row, byte[] body) =>
        _insertResult.Bind(1, row).Bind(2, ++_lastSequence).Bind(3, body).ExecuteChange() ? _lastSequence : null;

    public void DeleteMessages(long row, long upTo) => _deleteMessages.Bind(1, row).Bind(2, upTo).Execute();

    public long InsertTask(long row, byte[] body)
    {
        _insertTask.Bind(1, ++_lastSequence).Bind(2, row).Bind(3, body).Execute();
        return _lastSequence;
    }

    /// <summary>False where it is gone: its result has been recorded already.</summary>
    public bool DeleteTask(long sequence) => _deleteTask.Bind(1, sequence).ExecuteChange();

    public void InsertTimer(long due, long row, int timer) =>
        _insertTimer.Bind(1, due).Bind(2, row).Bind(3, timer).Execute();

    public void DeleteTimer(DueTimer timer) =>
        _deleteTimer.Bind(1, timer.Due).Bind(2, timer.Row).Bind(3, timer.Timer).Execute();

    /// <summary>Timers that can't fire at the moment.</summary>
    public SetAsideTimers SetAside { get; } = new();

    /// <summary>The first that are due and not set aside.</summary>
    public List<DueTimer> DueTimers(long now, int limit)
    {
        var due = new List<DueTimer>();
        try
        {
            _timersInOrder.Bind(1, now);
            while (due.Count < limit && _timersInOrder.Step())
            {
                var timer = new DueTimer(
                    _timersInOrder.Number(0), _timersInOrder.Number(1), (int)_timersInOrder.Number(2));
                if (!SetAside.Contains(timer))
                    due.Add(timer);
            }

            return due;
        }
        finally
        {
            _timersInOrder.Reset();
        }
    }

    /// <summary>When there is something to fire next: a timer, or those that were set aside.</summary>
    public long? FirstDue() =>
        DueTimers(SetAside.RetryAt ?? long.MaxValue, limit: 1) is [var first] ? first.Due : SetAside.RetryAt;

    [MemberNotNull(
        nameof(_insertMessage), nameof(_insertResult), nameof(_deleteMessages), nameof(_insertTask),
        nameof(_deleteTask), nameof(_insertTimer), nameof(_deleteTimer), nameof(_timersInOrder))]
    private void PrepareQueues()
    {
        _insertMessage = Prepare("INSERT INTO inbox (row, seq, body) VALUES (?1, ?2, ?3)");
        _insertResult = Prepare(
            "INSERT INTO inbox (row, seq, body) SELECT ?1, ?2, ?3 " +
            "WHERE EXISTS (SELECT 1 FROM instances WHERE row = ?1 AND completed IS NULL)");
        _deleteMessages = Prepare("DELETE FROM inbox WHERE row = ?1 AND seq <= ?2");
        _insertTask = Prepare("INSERT INTO tasks (seq, row, body) VALUES (?1, ?2, ?3)");
        _deleteTask = Prepare("DELETE FROM tasks WHERE seq = ?1");
        _insertTimer = Prepare("INSERT OR IGNORE INTO timers (due, row, timer) VALUES (?1, ?2, ?3)");
        _deleteTimer = Prepare("DELETE FROM timers WHERE due = ?1 AND row = ?2 AND timer = ?3");
        _timersInOrder = Prepare("SELECT due, row, timer FROM timers WHERE due <= ?1 ORDER BY due, row, timer");
    }
}
