namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>This provider, keeping orchestrators in memory.</summary>
public sealed class SqliteExtendedSessionContractHub : SqliteContractHub
{
    protected override bool ExtendedSessions => true;
}
