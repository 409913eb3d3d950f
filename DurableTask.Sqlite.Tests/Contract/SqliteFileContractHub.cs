namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>This provider, keeping nothing in memory that stands in the file.</summary>
public sealed class SqliteFileContractHub : SqliteContractHub
{
    protected override bool KeepNothing => true;
}
