using System.Diagnostics.CodeAnalysis;
using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Operations;

namespace DurableTask.Sqlite.Storage;

internal sealed partial class WriterStatements
{
    private SqliteStatement _insertInstance;
    private SqliteStatement _find;
    private SqliteStatement _update;
    private SqliteStatement _end;
    private SqliteStatement _restart;
    private SqliteStatement _releaseStart;
    private SqliteStatement _deleteInstance;
    private SqliteStatement _deleteEnded;
    private SqliteStatement _insertHistory;
    private SqliteStatement _deleteHistory;
    private SqliteStatement _identify;
    private SqliteStatement _clearCrashCount;

    /// <summary>The new instance's row; null where the id is taken.</summary>
    public long? TryInsertInstance(NewInstance instance)
    {
        var row = _lastRow + 1;
        var inserted = _insertInstance
            .Bind(1, row)
            .Bind(2, instance.Id)
            .Bind(3, instance.ExecutionId)
            .Bind(4, instance.Name)
            .Bind(5, Number(OrchestrationStatus.Pending))
            .Bind(6, instance.StartAt)
            .Bind(7, instance.Created)
            .Bind(8, instance.Keys?.Group)
            .Bind(9, instance.Keys?.State)
            .Bind(10, instance.Keys is { } keys ? UtcTicks.Of(keys.Time) : (long?)null)
            .ExecuteChange();
        if (!inserted)
            return null;

        _lastRow = row;
        InsertHistory(row, HistoryKey.Start, instance.Body);
        if (instance.StartAt is { } due)
            InsertTimer(due, row, NewInstance.StartTimer);
        return row;
    }

    public InstanceHeader? Find(string id)
    {
        try
        {
            return _find.Bind(1, id).Step()
                ? new InstanceHeader(_find.Number(0), (OrchestrationStatus)_find.Number(1), _find.NumberOrNull(2))
                : null;
        }
        finally
        {
            _find.Reset();
        }
    }

    /// <summary>The id and the current execution of an instance that has not ended.</summary>
    public OrchestrationInstance? Identify(long row)
    {
        try
        {
            return _identify.Bind(1, row).Step()
                ? new OrchestrationInstance { InstanceId = _identify.Text(0), ExecutionId = _identify.Text(1) }
                : null;
        }
        finally
        {
            _identify.Reset();
        }
    }

    /// <summary>Where an episode left the instance; false where it is there no more.</summary>
    public bool Update(long row, OrchestrationStatus status, long updated, string? customStatus) =>
        _update.Bind(1, row).Bind(2, Number(status)).Bind(3, updated).Bind(4, customStatus).ExecuteChange();

    /// <summary>The same, of the last episode.</summary>
    public bool End(
        long row, OrchestrationStatus status, long ended, string? customStatus, string? output, byte[]? failure) =>
        _end.Bind(1, row).Bind(2, Number(status)).Bind(3, ended).Bind(4, customStatus).Bind(5, output).Bind(6, failure)
            .ExecuteChange();

    /// <summary>The instance goes on as a new execution.</summary>
    public void Restart(long row, string? executionId, string name, long created, byte[] start)
    {
        _restart.Bind(1, row).Bind(2, executionId).Bind(3, name).Bind(4, created).Execute();
        DeleteHistory(row);
        InsertHistory(row, HistoryKey.Start, start);
    }

    /// <summary>None of the deaths at which it was running was its doing.</summary>
    public void ClearCrashCount(long row) => _clearCrashCount.Bind(1, row).Execute();

    public void ReleaseStart(long row) => _releaseStart.Bind(1, row).Execute();

    public void InsertHistory(long row, int episode, byte[] body) =>
        _insertHistory.Bind(1, HistoryKey.Of(row, episode)).Bind(2, body).Execute();

    /// <summary>Deletes what an instance has, but for its timers and activities, which find it gone.</summary>
    public void DeleteInstance(long row)
    {
        DeleteHistory(row);
        DeleteMessages(row, long.MaxValue);
        ClearCrashCount(row);
        _deleteInstance.Bind(1, row).Execute();
    }

    /// <summary>The same, but only where it has ended: it has no messages then. Says whether it did.</summary>
    public bool TryDeleteEnded(long row)
    {
        if (!_deleteEnded.Bind(1, row).ExecuteChange())
            return false;

        DeleteHistory(row);
        return true;
    }

    private void DeleteHistory(long row) =>
        _deleteHistory.Bind(1, HistoryKey.First(row)).Bind(2, HistoryKey.Last(row)).Execute();

    [MemberNotNull(
        nameof(_insertInstance), nameof(_find), nameof(_update), nameof(_end), nameof(_restart),
        nameof(_releaseStart), nameof(_deleteInstance), nameof(_deleteEnded), nameof(_insertHistory), nameof(_deleteHistory),
        nameof(_identify), nameof(_clearCrashCount))]
    private void PrepareInstances()
    {
        _insertInstance = Prepare(
            "INSERT INTO instances (row, id, execution_id, name, status, start_at, created, updated, search_group, " +
            "search_state, search_time) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO NOTHING");
        _find = Prepare("SELECT row, status, start_at FROM instances WHERE id = ?1");
        _identify = Prepare("SELECT id, execution_id FROM instances WHERE row = ?1 AND completed IS NULL");
        _clearCrashCount = Prepare("DELETE FROM deaths WHERE row = ?1");
        _update = Prepare(
            "UPDATE instances SET status = ?2, updated = ?3, custom_status = ?4 WHERE row = ?1");
        _end = Prepare(
            "UPDATE instances SET status = ?2, updated = ?3, custom_status = ?4, completed = ?3, output = ?5, " +
            "failure = ?6 WHERE row = ?1");
        _restart = Prepare("UPDATE instances SET execution_id = ?2, name = ?3, created = ?4 WHERE row = ?1");
        _releaseStart = Prepare("UPDATE instances SET start_at = NULL WHERE row = ?1");
        _deleteInstance = Prepare("DELETE FROM instances WHERE row = ?1");
        _deleteEnded = Prepare("DELETE FROM instances WHERE row = ?1 AND completed IS NOT NULL");
        _insertHistory = Prepare("INSERT INTO history (key, body) VALUES (?1, ?2)");
        _deleteHistory = Prepare("DELETE FROM history WHERE key BETWEEN ?1 AND ?2");
    }
}
