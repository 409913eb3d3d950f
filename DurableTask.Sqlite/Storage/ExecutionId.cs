using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage;

/// <summary>
/// The id of an execution in its column. The framework makes a GUID of 32 lower-case digits, of which the 16 bytes are
/// stored; any other id is stored as text.
/// </summary>
internal static class ExecutionId
{
    private const string Format = "N";

    public static SqliteStatement Bind(SqliteStatement statement, int index, string? id) =>
        Guid.TryParseExact(id, Format, out var guid) && guid.ToString(Format) == id
            ? statement.Bind(index, guid.ToByteArray(bigEndian: true))
            : statement.Bind(index, id);

    public static string? Read(SqliteStatement statement, int column) => statement.IsBlob(column)
        ? new Guid(statement.Bytes(column), bigEndian: true).ToString(Format)
        : statement.Text(column);
}
