namespace RelayFunctions.Storage;

/// <summary>
/// Recognises a lack of memory while a request is served: it is temporary, so the response is 503 with
/// <c>Retry-After</c>.
/// </summary>
internal sealed class MemoryOutageClassifier : IOutageClassifier
{
    private static readonly Outage Temporary = new(
        TimeSpan.FromSeconds(1), "There is too little memory at the moment. Send the request again.");

    public Outage? Classify(Exception exception) => IsLackOfMemory(exception) ? Temporary : null;

    private static bool IsLackOfMemory(Exception? exception) => exception switch
    {
        null => false,
        OutOfMemoryException => true,
        AggregateException aggregate => aggregate.InnerExceptions.Any(IsLackOfMemory),
        _ => IsLackOfMemory(exception.InnerException),
    };
}
