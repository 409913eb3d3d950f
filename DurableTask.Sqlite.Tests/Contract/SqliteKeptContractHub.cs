namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>This provider, keeping orchestrators in memory.</summary>
public sealed class SqliteKeptContractHub : SqliteContractHub
{
    protected override bool KeepOrchestrators => true;
}
