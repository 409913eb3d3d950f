using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage;

/// <summary>Turns rows of instances and histories into the objects of the framework.</summary>
internal static class InstanceRows
{
    /// <summary>The columns that <see cref="ReadState"/> expects, after SELECT.</summary>
    public const string Columns =
        $"SELECT row, created, id, execution_id, name, {HistoryKey.StartOfInstance}, status, updated, completed, " +
        "custom_status, output, failure";

    /// <summary>Reads the start message from four columns: id, execution id, name and body.</summary>
    public static TaskMessage ReadStart(SqliteStatement statement, int column, out int bodyLength)
    {
        var instance = new OrchestrationInstance
        {
            InstanceId = statement.Text(column),
            ExecutionId = ExecutionId.Read(statement, column + 1),
        };
        var body = statement.Bytes(column + 3);
        bodyLength = body.Length;
        return StartCodec.Decode(body, instance, statement.Text(column + 2)!);
    }

    /// <summary>Reads the events of an instance's current execution.</summary>
    public static List<HistoryEvent> ReadHistory(
        SqliteDatabase database, long row, HistoryContext context, out int episodes, out long size)
    {
        using var statement = database.Cached(
            "SELECT key, body FROM history WHERE key > ?1 AND key <= ?2 ORDER BY key");
        statement.Bind(1, HistoryKey.First(row)).Bind(2, HistoryKey.Last(row));
        var events = new List<HistoryEvent>();
        (episodes, size) = (0, 0);
        while (statement.Step())
        {
            var body = statement.Bytes(1);
            HistoryCodec.Decode(body, context, events);
            episodes = HistoryKey.EpisodeOf(statement.Number(0));
            size += body.Length;
        }

        return events;
    }

    /// <summary>Reads a state from <see cref="Columns"/>.</summary>
    public static OrchestrationState ReadState(SqliteStatement statement)
    {
        var started = (ExecutionStartedEvent)ReadStart(statement, 2, out _).Event;
        return new OrchestrationState
        {
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = statement.Text(2),
                ExecutionId = ExecutionId.Read(statement, 3),
            },
            OrchestrationStatus = (OrchestrationStatus)statement.Number(6),
            CreatedTime = new DateTime(statement.Number(1), DateTimeKind.Utc),
            LastUpdatedTime = new DateTime(statement.Number(7), DateTimeKind.Utc),
            CompletedTime = statement.NumberOrNull(8) is { } ticks
                ? new DateTime(ticks, DateTimeKind.Utc)
                : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
            Status = statement.Text(9),
            Output = statement.Text(10),
            FailureDetails = ReadFailure(statement),
        }.StartedBy(started);
    }

    /// <summary>Reads the failure from <see cref="Columns"/>; null if there is none.</summary>
    public static FailureDetails? ReadFailure(SqliteStatement statement) =>
        statement.IsNull(11) ? null : FailureBody.Decode(statement.Bytes(11));
}
