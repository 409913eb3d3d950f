using DurableTask.Core;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>The writer's statements about instances and their histories.</summary>
internal sealed class InstanceStatements
{
    private readonly UsedNumbers _numbers;
    private readonly QueueStatements _queues;
    private readonly TimerStatements _timers;
    private readonly RowRoom _room = new();
    private readonly SqliteStatement _insertInstance;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _end;
    private readonly SqliteStatement _restart;
    private readonly SqliteStatement _releaseStart;
    private readonly SqliteStatement _deleteInstance;
    private readonly SqliteStatement _deleteEnded;
    private readonly SqliteStatement _insertHistory;
    private readonly SqliteStatement _deleteHistory;
    private readonly SqliteStatement _identify;
    private readonly SqliteStatement _clearCrashCount;

    public InstanceStatements(
        PreparedStatements prepared, UsedNumbers numbers, QueueStatements queues, TimerStatements timers)
    {
        (_numbers, _queues, _timers) = (numbers, queues, timers);
        _insertInstance = prepared.Add(
            "INSERT INTO instances (row, id, execution_id, name, status, start_at, created, updated, search_group, " +
            "search_state, search_time, room) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, zeroblob(?11)) " +
            "ON CONFLICT (id) DO NOTHING");
        _find = prepared.Add("SELECT row, status, start_at FROM instances WHERE id = ?1");
        _identify = prepared.Add("SELECT id, execution_id FROM instances WHERE row = ?1 AND completed IS NULL");
        _clearCrashCount = prepared.Add("DELETE FROM deaths WHERE row = ?1");
        _update = prepared.Add(
            "UPDATE instances SET status = ?2, updated = ?3, custom_status = ?4, " +
            "room = CASE WHEN ?4 IS NULL THEN room END WHERE row = ?1");
        _end = prepared.Add(
            "UPDATE instances SET status = ?2, updated = ?3, custom_status = ?4, completed = ?3, output = ?5, " +
            "failure = ?6, room = NULL WHERE row = ?1");
        _restart = prepared.Add("UPDATE instances SET execution_id = ?2, name = ?3, created = ?4 WHERE row = ?1");
        _releaseStart = prepared.Add("UPDATE instances SET start_at = NULL WHERE row = ?1");
        _deleteInstance = prepared.Add("DELETE FROM instances WHERE row = ?1");
        _deleteEnded = prepared.Add("DELETE FROM instances WHERE row = ?1 AND completed IS NOT NULL");
        _insertHistory = prepared.Add("INSERT INTO history (key, body) VALUES (?1, ?2)");
        _deleteHistory = prepared.Add("DELETE FROM history WHERE key BETWEEN ?1 AND ?2");
    }

    /// <summary>Inserts an instance and returns its row; null if the id is taken.</summary>
    public long? TryInsert(NewInstance instance)
    {
        var row = _numbers.LastRow + 1;
        var inserted = ExecutionId.Bind(_insertInstance, 3, instance.ExecutionId)
            .Bind(1, row)
            .Bind(2, instance.Id)
            .Bind(4, instance.Name)
            .Bind(5, Number(OrchestrationStatus.Pending))
            .Bind(6, instance.StartAt)
            .Bind(7, instance.Created)
            .Bind(8, instance.Keys?.Group)
            .Bind(9, instance.Keys?.State)
            .Bind(10, instance.Keys is { } keys ? UtcTicks.Of(keys.Time) : (long?)null)
            .Bind(11, _room.Of(instance.Name))
            .ExecuteChange();
        if (!inserted)
            return null;

        _numbers.LastRow = row;
        InsertHistory(row, HistoryKey.Start, instance.Body);
        if (instance.StartAt is { } due)
            _timers.Insert(due, row, NewInstance.StartTimer);
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

    /// <summary>Finds the id and the current execution of an instance that has not ended.</summary>
    public OrchestrationInstance? Identify(long row)
    {
        try
        {
            return _identify.Bind(1, row).Step()
                ? new OrchestrationInstance
                {
                    InstanceId = _identify.Text(0),
                    ExecutionId = ExecutionId.Read(_identify, 1),
                }
                : null;
        }
        finally
        {
            _identify.Reset();
        }
    }

    /// <summary>Records the result of an episode; false if the instance is gone.</summary>
    public bool Update(long row, OrchestrationStatus status, long updated, string? customStatus) =>
        _update.Bind(1, row).Bind(2, Number(status)).Bind(3, updated).Bind(4, customStatus).ExecuteChange();

    /// <summary>Records the end of an instance; false if it is gone.</summary>
    public bool End(long row, EndedInstance end)
    {
        _room.OnEnded(end.Name, end.Bytes);
        return _end
            .Bind(1, row)
            .Bind(2, Number(end.Status))
            .Bind(3, end.At)
            .Bind(4, end.CustomStatus)
            .Bind(5, end.Output)
            .Bind(6, end.Failure)
            .ExecuteChange();
    }

    /// <summary>Continues an instance as a new execution.</summary>
    public void Restart(long row, string? executionId, string name, long created, byte[] start)
    {
        ExecutionId.Bind(_restart, 2, executionId).Bind(1, row).Bind(3, name).Bind(4, created).Execute();
        DeleteHistory(row);
        InsertHistory(row, HistoryKey.Start, start);
    }

    /// <summary>Clears the crash count: an episode of the instance has completed.</summary>
    public void ClearCrashCount(long row) => _clearCrashCount.Bind(1, row).Execute();

    public void ReleaseStart(long row) => _releaseStart.Bind(1, row).Execute();

    public void InsertHistory(long row, int episode, byte[] body) =>
        _insertHistory.Bind(1, HistoryKey.Of(row, episode)).Bind(2, body).Execute();

    /// <summary>Deletes an instance. Its timers and activities stay, and are dropped when they find it gone.</summary>
    public void Delete(long row)
    {
        DeleteHistory(row);
        _queues.DeleteMessages(row, long.MaxValue);
        ClearCrashCount(row);
        _deleteInstance.Bind(1, row).Execute();
    }

    /// <summary>Deletes an instance that has ended, and so has no messages; false if it has not.</summary>
    public bool TryDeleteEnded(long row)
    {
        if (!_deleteEnded.Bind(1, row).ExecuteChange())
            return false;

        DeleteHistory(row);
        return true;
    }

    private void DeleteHistory(long row) =>
        _deleteHistory.Bind(1, HistoryKey.First(row)).Bind(2, HistoryKey.Last(row)).Execute();

    private static long Number(OrchestrationStatus status) => (long)status;
}
