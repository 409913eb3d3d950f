namespace RelayFunctions.Storage;

/// <summary>
/// Lack of memory while a request is served: a temporary state, so the response is 503 with <c>Retry-After</c>.
/// </summary>
internal sealed class MemoryOutages : IStoreOutages
{
    private static readonly StoreOutage Outage = new(
        TimeSpan.FromSeconds(1), "There is too little memory at the moment. Send the request again.");

    public StoreOutage? Find(Exception exception) => IsLackOfMemory(exception) ? Outage : null;

    private static bool IsLackOfMemory(Exception? exception) => exception switch
    {
        null => false,
        OutOfMemoryException => true,
        AggregateException aggregate => aggregate.InnerExceptions.Any(IsLackOfMemory),
        _ => IsLackOfMemory(exception.InnerException),
    };
}
