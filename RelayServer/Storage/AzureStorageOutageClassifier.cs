using RelayFunctions.Storage;

namespace RelayServer.Storage;

/// <summary>
/// Recognises outages of Azure Storage, after which the caller should retry. A message that reached the queue before
/// the error is still delivered, so the response can't promise that nothing was stored.
/// </summary>
internal sealed class AzureStorageOutageClassifier : IOutageClassifier
{
    private static readonly Outage Temporary = new(
        TimeSpan.FromSeconds(10),
        "The store can't be reached at the moment. Send the request again; in rare cases, this one was stored too.");

    // The engine polls the same account and logs what is wrong with it.
    public Outage? Classify(Exception exception) => AzureStorageFailure.Find(exception) is null ? null : Temporary;
}
