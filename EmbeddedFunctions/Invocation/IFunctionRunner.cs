namespace EmbeddedFunctions.Invocation;

/// <summary>
/// Runs the functions without an HTTP trigger. It starts once the server listens, and stops at the same time as
/// the server.
/// </summary>
internal interface IFunctionRunner
{
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Stops starting calls, and waits for the running ones until the token fires.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
