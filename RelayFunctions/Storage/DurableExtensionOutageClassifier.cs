using Grpc.Core;

namespace RelayFunctions.Storage;

/// <summary>
/// Recognises outages of the Functions host's store. The worker calls it over gRPC, and the Durable extension reports a
/// failure of the store with various statuses.
/// </summary>
internal sealed class DurableExtensionOutageClassifier : IOutageClassifier
{
    private static readonly Outage Temporary = new(
        TimeSpan.FromSeconds(10), "The store can't be reached at the moment. Send the request again.");

    public Outage? Classify(Exception exception) => exception is RpcException { StatusCode: var code } && code
        is StatusCode.Unavailable
        or StatusCode.DeadlineExceeded
        or StatusCode.Cancelled
        or StatusCode.Aborted
        or StatusCode.Internal
        or StatusCode.Unknown
        ? Temporary
        : null;
}
