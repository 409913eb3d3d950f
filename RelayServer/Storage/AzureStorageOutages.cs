using RelayFunctions.Storage;

namespace RelayServer.Storage;

/// <summary>
/// Recognises outages of Azure Storage: the caller is to send its request again. A message that reached the queue
/// before the error is delivered all the same, so that the response can't promise that nothing was stored.
/// </summary>
internal sealed class AzureStorageOutages : IStoreOutages
{
    private static readonly StoreOutage Outage = new(
        TimeSpan.FromSeconds(10),
        "The store can't be reached at the moment. Send the request again; in rare cases it was taken this time too.");

    // The engine polls the same account and logs what is wrong with it.
    public StoreOutage? Find(Exception exception) => AzureStorageFailure.Find(exception) is null ? null : Outage;
}
