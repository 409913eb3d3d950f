using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>The writer's statements about messages to instances and about activities.</summary>
internal sealed class QueueStatements
{
    private readonly UsedNumbers _numbers;
    private readonly SqliteStatement _insertMessage;
    private readonly SqliteStatement _insertResult;
    private readonly SqliteStatement _deleteMessages;
    private readonly SqliteStatement _insertTask;
    private readonly SqliteStatement _deleteTask;

    public QueueStatements(PreparedStatements prepared, UsedNumbers numbers)
    {
        _numbers = numbers;
        _insertMessage = prepared.Add("INSERT INTO inbox (row, seq, body) VALUES (?1, ?2, ?3)");
        _insertResult = prepared.Add(
            "INSERT INTO inbox (row, seq, body) SELECT ?1, ?2, ?3 " +
            "WHERE EXISTS (SELECT 1 FROM instances WHERE row = ?1 AND completed IS NULL)");
        _deleteMessages = prepared.Add("DELETE FROM inbox WHERE row = ?1 AND seq <= ?2");
        _insertTask = prepared.Add("INSERT INTO tasks (seq, row, body) VALUES (?1, ?2, ?3)");
        _deleteTask = prepared.Add("DELETE FROM tasks WHERE seq = ?1");
    }

    /// <summary>Puts a message into the inbox of an instance and returns its number.</summary>
    public long InsertMessage(long row, byte[] body)
    {
        var sequence = _numbers.NextSequence();
        _insertMessage.Bind(1, row).Bind(2, sequence).Bind(3, body).Execute();
        return sequence;
    }

    /// <summary>Puts a message into the inbox of an instance that has not ended; null if it has, or is gone.</summary>
    public long? TryInsertMessage(long row, byte[] body)
    {
        var sequence = _numbers.NextSequence();
        return _insertResult.Bind(1, row).Bind(2, sequence).Bind(3, body).ExecuteChange() ? sequence : null;
    }

    /// <summary>Deletes messages up to a number.</summary>
    public void DeleteMessages(long row, long upTo) => _deleteMessages.Bind(1, row).Bind(2, upTo).Execute();

    /// <summary>Queues an activity and returns its number.</summary>
    public long InsertTask(long row, byte[] body)
    {
        var sequence = _numbers.NextSequence();
        _insertTask.Bind(1, sequence).Bind(2, row).Bind(3, body).Execute();
        return sequence;
    }

    /// <summary>Deletes an activity; false if it is gone, since its result was recorded before.</summary>
    public bool DeleteTask(long sequence) => _deleteTask.Bind(1, sequence).ExecuteChange();
}
