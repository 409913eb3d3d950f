using Microsoft.DurableTask.Client;

namespace RelayFunctions.Health;

/// <summary>
/// Checks one condition without which no message should be sent here. A host adds the checks of its store.
/// </summary>
public interface IReadinessCheck
{
    /// <summary>
    /// Returns what is wrong, for the log, which has a line for each change of it; null for nothing. An exception of
    /// the store is a fault, with the first line of its message.
    /// </summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<string?> FindFaultAsync(DurableTaskClient client, CancellationToken cancellationToken);
}
