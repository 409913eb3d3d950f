using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Operations;

namespace DurableTask.Sqlite.Storage;

internal sealed partial class StoreReader
{
    private const string StateColumns =
        $"SELECT row, created, id, execution_id, name, {HistoryKey.StartOfInstance}, status, updated, completed, " +
        "custom_status, output, failure";

    // SQLite knows these lengths without reading the values.
    private const string OwnBytes =
        "IFNULL(OCTET_LENGTH(output), 0) + IFNULL(OCTET_LENGTH(custom_status), 0) + IFNULL(LENGTH(failure), 0)";

    /// <summary>Null where the instance is unknown.</summary>
    public OrchestrationState? State(string id) => Read(database =>
    {
        using var statement = database.Cached(StateColumns + " FROM instances WHERE id = ?1");
        return statement.Bind(1, id).Step() ? ReadState(statement) : null;
    });

    /// <summary>Null where the instance is unknown.</summary>
    public long? Row(string id) => Read(database =>
    {
        using var statement = database.Cached("SELECT row FROM instances WHERE id = ?1");
        return statement.Bind(1, id).Step() ? statement.Number(0) : (long?)null;
    });

    /// <summary>Null where the instance is unknown.</summary>
    public List<HistoryEvent>? History(string id) => ReadSnapshot(database =>
    {
        using var statement = database.Cached(StateColumns + " FROM instances WHERE id = ?1");
        if (!statement.Bind(1, id).Step())
            return null;
        var start = (ExecutionStartedEvent)ReadStart(statement, 2, out _).Event;
        var rest = new HistoryContext(start, statement.Text(10), ReadFailure(statement));
        return ReadHistory(database, statement.Number(0), rest, out _, out _);
    });

    /// <summary>
    /// A page in the order of creation, and the position after it where there may be more. It ends before what it reads
    /// of its instances is more than <paramref name="pageBytes"/>, but has one at least.
    /// </summary>
    public (List<OrchestrationState> Page, PagePosition? Next) States(
        InstanceFilter filter, int pageSize, long pageBytes) =>
        Page(
            StateColumns + $", {HistoryKey.StartBytesOfInstance} + {OwnBytes} FROM instances ",
            12,
            filter,
            pageSize,
            pageBytes,
            ReadState);

    /// <summary>The same, without their states; the bytes are all that the instances hold.</summary>
    public (List<StoredInstance> Page, PagePosition? Next) Instances(
        InstanceFilter filter, int pageSize, long pageBytes) => Page(
            $"SELECT row, created, id, {HistoryKey.BytesOfInstance} + {OwnBytes} FROM instances ",
            3,
            filter,
            pageSize,
            pageBytes,
            statement => new StoredInstance(statement.Number(0), statement.Text(2)!));

    private (List<T> Page, PagePosition? Next) Page<T>(
        string select,
        int bytesColumn,
        InstanceFilter filter,
        int pageSize,
        long pageBytes,
        Func<SqliteStatement, T> read) => Read(database =>
        {
            var (where, bind) = filter.ToSql();
            using var statement = database.Prepare($"{select}{where} ORDER BY created, row LIMIT {pageSize:D}");
            bind(statement);
            var page = new List<T>();
            PagePosition last = default;
            while (statement.Step())
            {
                pageBytes -= statement.Number(bytesColumn);
                if (pageBytes < 0 && page.Count > 0)
                    return (page, last);
                page.Add(read(statement));
                last = new PagePosition(statement.Number(1), statement.Number(0));
            }

            return (page, page.Count == pageSize ? last : (PagePosition?)null);
        });

    private static OrchestrationState ReadState(SqliteStatement statement)
    {
        var started = (ExecutionStartedEvent)ReadStart(statement, 2, out _).Event;
        return new OrchestrationState
        {
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = statement.Text(2),
                ExecutionId = statement.Text(3),
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

    private static FailureDetails? ReadFailure(SqliteStatement statement) =>
        statement.IsNull(11) ? null : FailureBody.Decode(statement.Bytes(11));
}
