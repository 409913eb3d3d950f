using DurableTask.Core.Exceptions;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// Tells exceptions that are no doing of the function in whose call they appear: too little memory, and the stop of the
/// host. They are never recorded as its result; the work item is abandoned and runs again.
/// </summary>
internal static class HostFault
{
    /// <summary>Whether the exception, or one that caused it, is a fault of the host.</summary>
    /// <param name="exception">What the function let out; null for none.</param>
    /// <param name="shutdown">The host's token: once it has fired, a cancelled call was cancelled by the host.</param>
    public static bool IsIn(Exception? exception, CancellationToken shutdown = default) => exception switch
    {
        null => false,
        OutOfMemoryException or SessionAbortedException => true,
        OperationCanceledException when shutdown.IsCancellationRequested => true,
        AggregateException aggregate => aggregate.InnerExceptions.Any(inner => IsIn(inner, shutdown)),
        _ => IsIn(exception.InnerException, shutdown),
    };

    /// <summary>What the framework's dispatchers abandon a work item for, instead of recording a failure.</summary>
    public static SessionAbortedException Abort(Exception cause) =>
        cause as SessionAbortedException ?? new SessionAbortedException(
            $"The call is given up and made again later, for a reason that isn't the function's own: {cause.Message}", cause);
}
