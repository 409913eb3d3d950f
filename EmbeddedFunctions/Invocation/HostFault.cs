using DurableTask.Core.Exceptions;

namespace EmbeddedFunctions.Invocation;

/// <summary>
/// Recognises exceptions that the function did not cause: lack of memory, and the stop of the host. They are never
/// recorded as the function's result; the work item is abandoned and runs again.
/// </summary>
internal static class HostFault
{
    /// <summary>The reason in the message of each exception that <see cref="Abort"/> makes.</summary>
    public const string Reason = "because of a fault of the host";

    /// <summary>Whether the exception, or one that caused it, is a fault of the host.</summary>
    /// <param name="exception">The exception that the function threw; null for none.</param>
    /// <param name="shutdown">The host's token: once it has fired, a cancellation is the host's.</param>
    public static bool IsIn(Exception? exception, CancellationToken shutdown = default) => exception switch
    {
        null => false,
        OutOfMemoryException or SessionAbortedException => true,
        OperationCanceledException when shutdown.IsCancellationRequested => true,
        AggregateException aggregate => aggregate.InnerExceptions.Any(inner => IsIn(inner, shutdown)),
        _ => IsIn(exception.InnerException, shutdown),
    };

    /// <summary>
    /// Returns an exception that makes the framework's dispatchers abandon a work item instead of recording a failure.
    /// </summary>
    public static SessionAbortedException Abort(Exception cause) =>
        cause as SessionAbortedException ?? new SessionAbortedException(
            $"The call is abandoned and repeated later, {Reason}: {cause.Message}", cause);
}
