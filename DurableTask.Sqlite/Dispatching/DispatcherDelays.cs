using DurableTask.Core.Exceptions;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>
/// Decides how long the framework's dispatcher pauses after an error: a second after an error that all work would meet,
/// such as a full disk. An error of one work item does not delay others; that item runs again after its own pause.
/// </summary>
internal sealed class DispatcherDelays(ILogger logger)
{
    private const int SecondsAfterStoreError = 1;

    public static int SecondsAfterFetch(Exception exception) =>
        exception is OperationCanceledException ? 0 : SecondsAfterStoreError;

    public int SecondsAfterProcessing(Exception exception, bool isDisposed)
    {
        if (exception is StoreWriteException { InnerException: { } cause } && StoreErrors.IsStoreFailure(cause))
            return SecondsAfterStoreError;

        // The framework logs an error only if it pauses for it, and the writer has logged damage.
        if (!isDisposed
            && exception is not (OrchestrationException or TaskFailureException)
            && !StoreErrors.IsDamage(exception))
        {
            logger.WorkItemFailed(exception);
        }

        return 0;
    }
}
