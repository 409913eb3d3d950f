using DurableTask.Sqlite.Tests.Azurite;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Machines;

/// <summary>One storage emulator for the tests of a class; each test has its own task hub.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const string StorageProvider = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__";

    private AzuriteProcess? _azurite;
    private string? _missing;

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync() => (_azurite, _missing) = await AzuriteProcess.TryStartAsync();

    public ValueTask DisposeAsync()
    {
        _azurite?.Dispose();
        return ValueTask.CompletedTask;
    }

    public void SkipWhereMissing() => Assert.SkipWhen(_azurite is null, _missing ?? "Azurite is missing.");

    /// <summary>Starts a server on a task hub of the emulator.</summary>
    internal Task<ServerProcess> StartServerAsync(string folder, string hub, string gatewayBaseUrl, string? connection = null) =>
        ServerProcess.StartAsync(folder, new Dictionary<string, string>
        {
            // Another server takes over a killed server's work after the minimum time that is allowed, not after that
            // of host.json.
            [StorageProvider + "controlQueueVisibilityTimeout"] = "00:00:30",
            [StorageProvider + "workItemQueueVisibilityTimeout"] = "00:00:30",
            ["Storage__Provider"] = "AzureStorage",
            ["Storage__TaskHub"] = hub,
            ["AzureWebJobsStorage"] = connection ?? ConnectionString,
            ["Relay__GatewayBaseUrl"] = gatewayBaseUrl,
            // No attempt may time out on a busy machine: only a kill cuts off an attempt that never ends.
            ["Gateways__gateway_1__timeout"] = "00:02:00",
        });
}
