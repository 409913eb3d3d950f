namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>This provider, with nothing cached in memory that is in the file.</summary>
public sealed class SqliteFileContractHub : SqliteContractHub
{
    protected override bool KeepNothing => true;
}
