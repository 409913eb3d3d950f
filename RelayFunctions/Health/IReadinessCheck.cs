using Microsoft.DurableTask.Client;

namespace RelayFunctions.Health;

/// <summary>
/// Checks one condition without which no message should be sent here. A host adds the checks of its store.
/// </summary>
public interface IReadinessCheck
{
    /// <summary>Returns what is wrong, for the log; null for nothing. An exception is treated as a fault.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<string?> FindFaultAsync(DurableTaskClient client, CancellationToken cancellationToken);
}
