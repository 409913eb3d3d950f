using EndToEnd.Tests.Protocol;

namespace EndToEnd.Tests.WorkerHost.Workers;

/// <summary>
/// A function's own failure, in the words of the Functions host: the Durable extension reads the exception of the
/// worker out of this text.
/// </summary>
internal sealed class FunctionFailedException(StatusResult result)
    : Exception($"Result: {result.Status}\nException: {result.Exception?.Message}\nStack: {result.Exception?.StackTrace}")
{
    /// <summary>Throws unless a worker reports success.</summary>
    public static void ThrowUnlessSuccess(StatusResult result)
    {
        if (result.Status != StatusResult.Types.Status.Success)
            throw new FunctionFailedException(result);
    }
}
