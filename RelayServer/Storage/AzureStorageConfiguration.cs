namespace RelayServer.Storage;

/// <summary>The validated task hub and the account that holds it.</summary>
internal sealed record AzureStorageConfiguration(
    string TaskHub, AzureStorageOptions Options, AzureStorageConnection Connection);
