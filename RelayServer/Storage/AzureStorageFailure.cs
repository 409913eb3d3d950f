using Azure;
using Azure.Identity;

namespace RelayServer.Storage;

/// <summary>
/// Distinguishes an error of Azure Storage from one of the code: the engine wraps them in its own types, and the client
/// in an <see cref="AggregateException"/> of all its tries.
/// </summary>
internal static class AzureStorageFailure
{
    /// <summary>Returns the reason, in one line; null if the error is not from Azure Storage.</summary>
    public static string? Find(Exception? exception) => exception switch
    {
        null => null,
        // Status 0 means no response. With a response, the message has its headers and body in further lines.
        RequestFailedException { Status: 0 } failure => FirstLine(failure),
        RequestFailedException failure => $"{failure.Status} {failure.ErrorCode ?? FirstLine(failure)}",
        AuthenticationFailedException failure => FirstLine(failure),
        AggregateException all => all.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null),
        _ => Find(exception.InnerException),
    };

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].Trim();
}
