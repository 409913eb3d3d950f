namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>The contract on the official provider, which is the judge of the contract.</summary>
public sealed class AzureStorageContractTests(AzureStorageContractHub hub)
    : OrchestrationServiceContract(hub), IClassFixture<AzureStorageContractHub>;
