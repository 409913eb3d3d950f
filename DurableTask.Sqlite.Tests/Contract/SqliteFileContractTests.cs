namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>The contract on this provider, which reads each instance's history and messages from the file again.</summary>
public sealed class SqliteFileContractTests(SqliteFileContractHub hub)
    : OrchestrationServiceContract(hub), IClassFixture<SqliteFileContractHub>;
