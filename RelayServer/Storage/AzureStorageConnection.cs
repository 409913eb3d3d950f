using Azure.Identity;
using Azure.Storage.Blobs;
using DurableTask.AzureStorage;

namespace RelayServer.Storage;

/// <summary>
/// The storage account of <c>AzureWebJobsStorage</c>, named as for a Functions app: a connection string, or the account
/// (<c>accountName</c>, or the addresses of its three services) with the identity of the machine.
/// </summary>
/// <param name="Account">The account, for log lines.</param>
/// <param name="Clients">Makes the clients of its services.</param>
internal sealed record AzureStorageConnection(string Account, StorageAccountClientProvider Clients)
{
    public const string Setting = "AzureWebJobsStorage";

    private static readonly string[] Services = ["blobServiceUri", "queueServiceUri", "tableServiceUri"];

    /// <summary>
    /// Reads the connection; null after a fault, which never contains a part of the connection string.
    /// </summary>
    public static AzureStorageConnection? Read(IConfiguration configuration, List<string> faults)
    {
        var section = configuration.GetSection(Setting);
        if (section.Value is { Length: > 0 } connectionString)
            return FromConnectionString(connectionString, faults);
        if (section["accountName"] is { Length: > 0 } account)
            return new AzureStorageConnection(account, new StorageAccountClientProvider(account, Identity(section)));
        if (Services.Any(name => section[name] is { Length: > 0 }))
            return FromServices(section, faults);

        faults.Add(
            $"setting {Setting}: is not set: a connection string, or {Setting}__accountName for the identity of this "
            + "machine");
        return null;
    }

    private static AzureStorageConnection? FromConnectionString(string connectionString, List<string> faults)
    {
        try
        {
            var account = new BlobServiceClient(connectionString).AccountName;
            return new AzureStorageConnection(account, new StorageAccountClientProvider(connectionString));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            faults.Add($"setting {Setting}: is not a connection string of a storage account");
            return null;
        }
    }

    private static AzureStorageConnection? FromServices(IConfigurationSection section, List<string> faults)
    {
        var uris = Services.Select(
            name => Uri.TryCreate(section[name], UriKind.Absolute, out var uri) ? uri : null).ToList();
        foreach (var (name, _) in Services.Zip(uris).Where(service => service.Second is null))
            faults.Add($"setting {Setting}__{name}: must be the absolute address of the service");
        return uris is [{ } blob, { } queue, { } table]
            ? new AzureStorageConnection(
                blob.Host, new StorageAccountClientProvider(blob, queue, table, Identity(section)))
            : null;
    }

    // A managed identity on Azure, a workload identity on Kubernetes, the Azure CLI's on a developer's machine.
    private static DefaultAzureCredential Identity(IConfigurationSection section) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] });
}
