namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>The contract under load on this provider.</summary>
public sealed class SqliteLoadContractTests(SqliteContractHub hub)
    : LoadContract(hub), IClassFixture<SqliteContractHub>;
