namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>The contract under load on the official provider.</summary>
public sealed class AzureStorageLoadContractTests(AzureStorageContractHub hub)
    : LoadContract(hub), IClassFixture<AzureStorageContractHub>;
