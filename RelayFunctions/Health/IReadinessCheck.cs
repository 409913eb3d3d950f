using Microsoft.DurableTask.Client;

namespace RelayFunctions.Health;

/// <summary>
/// Looks at one thing without which no message should be sent here. A host adds what its store needs.
/// </summary>
public interface IReadinessCheck
{
    /// <summary>What is wrong, for the log; null for nothing. An exception is a fault too.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<string?> FindFaultAsync(DurableTaskClient client, CancellationToken cancellation);
}
