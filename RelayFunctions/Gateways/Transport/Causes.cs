namespace RelayFunctions.Gateways.Transport;

/// <summary>An exception and those that caused it.</summary>
internal static class Causes
{
    /// <summary>Returns the exception, and then the cause of each.</summary>
    public static IEnumerable<Exception> Of(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
