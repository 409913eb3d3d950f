namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>The contract on this provider.</summary>
public sealed class SqliteContractTests(SqliteContractHub hub)
    : OrchestrationServiceContract(hub), IClassFixture<SqliteContractHub>;
