using Microsoft.Extensions.Options;
using RelayServer;

namespace RelayFunctions.Tests.Machines;

/// <summary>The faults of the store's settings, each with the name of its setting.</summary>
public sealed class StorageSettingsTests
{
    private const string Account = "--AzureWebJobsStorage=UseDevelopmentStorage=true";

    [Theory]
    [InlineData("setting Storage__Provider: 'Postgres' is unknown", "--Storage:Provider=Postgres")]
    [InlineData("setting AzureWebJobsStorage: is not set", "--Storage:Provider=AzureStorage")]
    [InlineData("setting AzureWebJobsStorage: is not a connection string", "--Storage:Provider=AzureStorage", "--AzureWebJobsStorage=AccountName=a;AccountKey=hunter2")]
    [InlineData("setting AzureWebJobsStorage__queueServiceUri: must be", "--Storage:Provider=AzureStorage", "--AzureWebJobsStorage:blobServiceUri=https://a.blob.core.windows.net", "--AzureWebJobsStorage:tableServiceUri=https://a.table.core.windows.net")]
    [InlineData("setting AzureWebJobsStorage__tableServiceUri: must be", "--Storage:Provider=AzureStorage", "--AzureWebJobsStorage:blobServiceUri=https://a.blob.core.windows.net", "--AzureWebJobsStorage:tableServiceUri=a.table.core.windows.net")]
    [InlineData("setting Storage__TaskHub: 'a-b' must be", "--Storage:Provider=AzureStorage", Account, "--Storage:TaskHub=a-b")]
    [InlineData("setting Storage__TaskHub: '1st' must be", "--Storage:Provider=AzureStorage", Account, "--Storage:TaskHub=1st")]
    [InlineData("setting Storage__TaskHub: 'relay' is the hub of the Functions host", "--Storage:Provider=AzureStorage", Account, "--Storage:TaskHub=relay")]
    [InlineData("setting Storage__TaskHub: 'shared' is the hub of the Functions host", "--Storage:Provider=AzureStorage", Account, "--Storage:TaskHub=shared", "--AzureFunctionsJobHost:extensions:durableTask:hubName=%HUB%", "--HUB=Shared")]
    [InlineData("setting Storage__TaskHub: 'relay7' is the hub of the Functions host", "--Storage:Provider=AzureStorage", Account, "--Storage:TaskHub=relay7", "--AzureFunctionsJobHost:extensions:durableTask:hubName=relay%A:B%", "--A:B=7")]
    [InlineData("host.json: extensions:durableTask:hubName: the setting HUB, which '%HUB%' names, is not set", "--Storage:Provider=AzureStorage", Account, "--Storage:TaskHub=shared", "--AzureFunctionsJobHost:extensions:durableTask:hubName=%HUB%")]
    [InlineData("storageProvider:partitionCount: must be 1 to 16", "--Storage:Provider=AzureStorage", Account, "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:partitionCount=17")]
    [InlineData("storageProvider:partitionCount", "--Storage:Provider=AzureStorage", Account, "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:partitionCount=many")]
    [InlineData("storageProvider:maxQueuePollingInterval: must be", "--Storage:Provider=AzureStorage", Account, "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:maxQueuePollingInterval=00:00:00")]
    [InlineData("storageProvider:workItemQueueVisibilityTimeout: must be", "--Storage:Provider=AzureStorage", Account, "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:workItemQueueVisibilityTimeout=00:00:29")]
    public void Start_InvalidSettingOfTheStore_IsRejectedByItsName(string fault, params string[] settings)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => RelayServerApplication.Build(settings));

        Assert.Contains(fault, refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Storage:Provider=sqlite")]
    [InlineData("--Storage:Provider=")]
    [InlineData("--Storage:Provider=azurestorage", Account)]
    [InlineData("--Storage:Provider=AzureStorage", Account, "--Storage:TaskHub=Relay2")]
    [InlineData("--Storage:Provider=AzureStorage", Account, "--AzureFunctionsJobHost:extensions:durableTask:hubName=%HUB%", "--HUB=shared")]
    [InlineData("--Storage:Provider=AzureStorage", Account, "--AzureFunctionsJobHost:extensions:durableTask:hubName=")]
    [InlineData("--Storage:Provider=AzureStorage", "--AzureWebJobsStorage:accountName=relay", "--AzureWebJobsStorage:clientId=1")]
    [InlineData("--Storage:Provider=AzureStorage", "--AzureWebJobsStorage:blobServiceUri=https://a.blob.core.windows.net", "--AzureWebJobsStorage:queueServiceUri=https://a.queue.core.windows.net", "--AzureWebJobsStorage:tableServiceUri=https://a.table.core.windows.net")]
    public async Task Build_ValidSettingsOfTheStore_IsAccepted(params string[] settings) =>
        await RelayServerApplication.Build(settings).DisposeAsync();
}
