using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>Reads the states and histories of instances.</summary>
internal sealed class StateReader(ReadConnections connections)
{
    // SQLite knows these lengths without reading the values.
    private const string OwnBytes =
        "IFNULL(OCTET_LENGTH(output), 0) + IFNULL(OCTET_LENGTH(custom_status), 0) + IFNULL(LENGTH(failure), 0)";

    /// <summary>Returns the state; null if the instance is unknown.</summary>
    public OrchestrationState? State(string id) => connections.Read(database =>
    {
        using var statement = database.Cached(InstanceRows.Columns + " FROM instances WHERE id = ?1");
        return statement.Bind(1, id).Step() ? InstanceRows.ReadState(statement) : null;
    });

    /// <summary>Returns the row number; null if the instance is unknown.</summary>
    public long? Row(string id) => connections.Read(database =>
    {
        using var statement = database.Cached("SELECT row FROM instances WHERE id = ?1");
        return statement.Bind(1, id).Step() ? statement.Number(0) : (long?)null;
    });

    /// <summary>Returns the history of the current execution; null if the instance is unknown.</summary>
    public List<HistoryEvent>? History(string id) => connections.ReadSnapshot(database =>
    {
        using var statement = database.Cached(InstanceRows.Columns + " FROM instances WHERE id = ?1");
        if (!statement.Bind(1, id).Step())
            return null;
        var start = (ExecutionStartedEvent)InstanceRows.ReadStart(statement, 2, out _).Event;
        var rest = new HistoryContext(start, statement.Text(10), InstanceRows.ReadFailure(statement));
        return InstanceRows.ReadHistory(database, statement.Number(0), rest, out _, out _);
    });

    /// <summary>
    /// Reads a page in the order of creation, and the position after it if there may be more. It ends before its
    /// instances exceed <paramref name="pageBytes"/>, but has at least one.
    /// </summary>
    public (List<OrchestrationState> Page, PagePosition? Next) States(
        InstanceFilter filter, int pageSize, long pageBytes) =>
        Page(
            InstanceRows.Columns + $", {HistoryKey.StartBytesOfInstance} + {OwnBytes} FROM instances ",
            12,
            filter,
            pageSize,
            pageBytes,
            InstanceRows.ReadState);

    /// <summary>
    /// Reads the same page without the states; <paramref name="pageBytes"/> then bounds all bytes of the instances.
    /// </summary>
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
        Func<SqliteStatement, T> read) => connections.Read(database =>
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
}
