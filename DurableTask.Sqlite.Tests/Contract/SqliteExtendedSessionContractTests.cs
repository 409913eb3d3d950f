namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>The contract on this provider, whose orchestrators stay in memory between episodes.</summary>
public sealed class SqliteExtendedSessionContractTests(SqliteExtendedSessionContractHub hub)
    : OrchestrationServiceContract(hub), IClassFixture<SqliteExtendedSessionContractHub>;
