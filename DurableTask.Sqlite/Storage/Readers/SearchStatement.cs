using System.Globalization;
using System.Text;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>
/// A search as SQL: a walk along the ids, or one along the times for each state, which SQLite merges. No walk reads
/// further than the page.
/// </summary>
internal sealed class SearchStatement(SearchQuery query, PagePosition? after)
{
    private const string Columns = "SELECT id, search_time AS time, row FROM instances";

    private readonly List<Action<SqliteStatement, int>> _values = [];

    /// <summary>Returns the statement, which reads id, time and row of one instance more than the page has.</summary>
    public SqliteStatement Prepare(SqliteDatabase database)
    {
        var walks = query.IdPrefix is not null && query.From is null
            ? AlongIds()
            : string.Join(" UNION ALL ", query.States.Select(AlongTime));
        var order = query.IsOldestFirst ? "time, row" : "time DESC, row DESC";
        var statement = database.Prepare($"{walks} ORDER BY {order} LIMIT {query.PageSize + 1:D}");
        for (var i = 0; i < _values.Count; i++)
            _values[i](statement, i + 1);
        return statement;
    }

    private string AlongTime(string state)
    {
        var index = query.Group is null ? "instances_search_state" : "instances_search_group";
        string[] filters = [.. Group(""), $"search_state = {Text(state)}", .. Times(""), .. Ids()];
        return $"{Columns} INDEXED BY {index} WHERE {string.Join(" AND ", filters)}";
    }

    // A plus keeps SQLite from walking along the index of times.
    private string AlongIds()
    {
        var states = $"+search_state IN ({string.Join(',', query.States.Select(Text))})";
        string[] filters = [.. Ids(), .. Group("+"), states, .. Times("+")];
        return $"{Columns} WHERE {string.Join(" AND ", filters)}";
    }

    private IEnumerable<string> Group(string plus)
    {
        if (query.Group is { } group)
            yield return $"{plus}search_group = {Text(group)}";
    }

    private IEnumerable<string> Times(string plus)
    {
        yield return $"{plus}search_time IS NOT NULL";
        if (query.From is { } from)
            yield return string.Create(CultureInfo.InvariantCulture, $"{plus}search_time >= {UtcTicks.Of(from)}");
        if (query.To is { } to)
            yield return string.Create(CultureInfo.InvariantCulture, $"{plus}search_time <= {UtcTicks.Of(to)}");
        if (after is { } last)
        {
            var beyond = query.IsOldestFirst ? '>' : '<';
            yield return string.Create(CultureInfo.InvariantCulture, $"{plus}search_time {beyond}= {last.Created}");
            yield return string.Create(
                CultureInfo.InvariantCulture, $"(search_time {beyond} {last.Created} OR row {beyond} {last.Row})");
        }
    }

    private IEnumerable<string> Ids()
    {
        if (query.IdPrefix is not { } text)
            yield break;

        // No byte of UTF-8 is 0xFF: it sorts after every id that has the prefix.
        var prefix = Encoding.UTF8.GetBytes(text);
        var plus = query.From is null ? "" : "+";
        yield return $"{plus}id >= {Value((statement, index) => statement.BindText(index, prefix))}";
        yield return $"{plus}id < {Value((statement, index) => statement.BindText(index, [.. prefix, 0xFF]))}";
    }

    private string Text(string text) => Value((statement, index) => statement.Bind(index, text));

    private string Value(Action<SqliteStatement, int> bind)
    {
        _values.Add(bind);
        return $"?{_values.Count:D}";
    }
}
