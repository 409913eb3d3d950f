using Grpc.Core;

namespace RelayFunctions.Storage;

/// <summary>
/// The outages of the Functions host's store. The worker calls it over gRPC, and the Durable extension reports a
/// failure of the store with various statuses.
/// </summary>
internal sealed class DurableExtensionOutages : IStoreOutages
{
    private static readonly StoreOutage Outage = new(
        TimeSpan.FromSeconds(10), "The store can't be reached at the moment. Send the request again.");

    public StoreOutage? Find(Exception exception) => exception is RpcException { StatusCode: var code } && code
        is StatusCode.Unavailable
        or StatusCode.DeadlineExceeded
        or StatusCode.Cancelled
        or StatusCode.Aborted
        or StatusCode.Internal
        or StatusCode.Unknown
        ? Outage
        : null;
}
