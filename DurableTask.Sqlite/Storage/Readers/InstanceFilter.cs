using System.Globalization;
using System.Text;
using DurableTask.Core;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>The filter of a query or a purge. A null value filters nothing; times are inclusive.</summary>
internal sealed record InstanceFilter
{
    public IReadOnlyCollection<OrchestrationStatus>? Statuses { get; init; }

    public DateTime? CreatedFrom { get; init; }

    public DateTime? CreatedTo { get; init; }

    public DateTime? CompletedTo { get; init; }

    public DateTime? UpdatedTo { get; init; }

    public string? IdPrefix { get; init; }

    public bool ExcludeEntities { get; init; }

    public PagePosition? After { get; init; }

    /// <summary>Returns the condition, and the action that binds its values.</summary>
    public (string Where, Action<SqliteStatement> Bind) ToSql()
    {
        var conditions = new List<string>();
        var values = new List<Action<SqliteStatement, int>>();
        void Add(string condition, Action<SqliteStatement, int> bind)
        {
            values.Add(bind);
            conditions.Add(condition + values.Count.ToString(CultureInfo.InvariantCulture));
        }

        void AddTime(string condition, DateTime? time)
        {
            if (time is { } value)
                Add(condition, (statement, index) => statement.Bind(index, UtcTicks.Of(value)));
        }

        if (Statuses is { Count: > 0 })
            conditions.Add($"status IN ({string.Join(',', Statuses.Select(status => (int)status))})");
        AddTime("created >= ?", CreatedFrom);
        AddTime("created <= ?", CreatedTo);
        AddTime("completed <= ?", CompletedTo);
        AddTime("updated <= ?", UpdatedTo);
        if (!string.IsNullOrEmpty(IdPrefix))
        {
            // No byte of UTF-8 is 0xFF: it sorts after every id that has the prefix.
            var prefix = Encoding.UTF8.GetBytes(IdPrefix);
            Add("id >= ?", (statement, index) => statement.BindText(index, prefix));
            Add("id < ?", (statement, index) => statement.BindText(index, [.. prefix, 0xFF]));
        }

        if (ExcludeEntities)
            conditions.Add("id NOT GLOB '@*'");
        if (After is { } after)
        {
            Add("created >= ?", (statement, index) => statement.Bind(index, after.Created));
            conditions.Add(string.Create(
                CultureInfo.InvariantCulture, $"(created, row) > ({after.Created}, {after.Row})"));
        }

        void BindAll(SqliteStatement statement)
        {
            for (var i = 0; i < values.Count; i++)
                values[i](statement, i + 1);
        }

        return (conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions), BindAll);
    }
}
