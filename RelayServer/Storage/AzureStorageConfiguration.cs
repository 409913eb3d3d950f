namespace RelayServer.Storage;

/// <summary>The task hub and the account that holds it, checked.</summary>
internal sealed record AzureStorageConfiguration(
    string TaskHub, AzureStorageOptions Options, AzureStorageConnection Connection);
