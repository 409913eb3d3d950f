namespace EndToEnd.Tests.WorkerHost.Workers;

/// <summary>
/// The worker's process ended while it had invocations. The Durable extension knows the host's exception by this name
/// and takes it for an error of the platform, not of the function.
/// </summary>
internal sealed class WorkerProcessExitException(int exitCode)
    : Exception($"The worker process exited with code {exitCode}.");
