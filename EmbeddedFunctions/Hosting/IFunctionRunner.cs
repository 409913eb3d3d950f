namespace EmbeddedFunctions.Hosting;

/// <summary>Runs the functions that no request calls. It starts once the server listens, and stops after it has.</summary>
internal interface IFunctionRunner
{
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Starts no more calls and lets those that run end, until the token fires.</summary>
    Task StopAsync(CancellationToken cancellation);
}
