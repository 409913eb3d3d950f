using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;

namespace DurableTask.Sqlite.Storage;

internal sealed partial class StoreReader
{
    private const string StateColumns =
        "SELECT row, created, id, execution_id, status, updated, completed, custom_status, output, failure, start " +
        "FROM instances ";

    /// <summary>Null where the instance is unknown.</summary>
    public OrchestrationState? State(string id) => Read(database =>
    {
        var statement = database.Kept(StateColumns + "WHERE id = ?1");
        try
        {
            return statement.Bind(1, id).Step() ? ReadState(statement) : null;
        }
        finally
        {
            statement.Reset();
        }
    });

    /// <summary>Null where the instance is unknown.</summary>
    public List<HistoryEvent>? History(string id) => Read(database =>
    {
        using var statement = database.Prepare("SELECT row, start FROM instances WHERE id = ?1");
        if (!statement.Bind(1, id).Step())
            return null;
        var start = (ExecutionStartedEvent)MessageCodec.Decode(statement.Bytes(1)).Event;
        return ReadHistory(database, statement.Number(0), start, out _, out _);
    });

    /// <summary>A page in the order of creation, and the position after it where there may be more.</summary>
    public (List<OrchestrationState> Page, PagePosition? Next) States(InstanceFilter filter, int pageSize) =>
        Page(StateColumns, filter, pageSize, ReadState);

    /// <summary>The same, of ids alone.</summary>
    public (List<string> Page, PagePosition? Next) Ids(InstanceFilter filter, int pageSize) =>
        Page("SELECT row, created, id FROM instances ", filter, pageSize, statement => statement.Text(2)!);

    private (List<T> Page, PagePosition? Next) Page<T>(
        string select, InstanceFilter filter, int pageSize, Func<SqliteStatement, T> read) => Read(database =>
        {
            var (where, bind) = filter.ToSql();
            using var statement = database.Prepare($"{select}{where} ORDER BY created, row LIMIT {pageSize:D}");
            bind(statement);
            var page = new List<T>();
            PagePosition last = default;
            while (statement.Step())
            {
                page.Add(read(statement));
                last = new PagePosition(statement.Number(1), statement.Number(0));
            }

            return (page, page.Count == pageSize ? last : (PagePosition?)null);
        });

    private static OrchestrationState ReadState(SqliteStatement statement)
    {
        var started = (ExecutionStartedEvent)MessageCodec.Decode(statement.Bytes(10)).Event;
        return new OrchestrationState
        {
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = statement.Text(2),
                ExecutionId = statement.Text(3),
            },
            OrchestrationStatus = (OrchestrationStatus)statement.Number(4),
            CreatedTime = new DateTime(statement.Number(1), DateTimeKind.Utc),
            LastUpdatedTime = new DateTime(statement.Number(5), DateTimeKind.Utc),
            CompletedTime = statement.NumberOrNull(6) is { } ticks
                ? new DateTime(ticks, DateTimeKind.Utc)
                : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
            Status = statement.Text(7),
            Output = statement.Text(8),
            FailureDetails = statement.IsNull(9) ? null : FailureBody.Decode(statement.Bytes(9)),
        }.StartedBy(started);
    }
}
