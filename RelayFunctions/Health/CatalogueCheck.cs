using Microsoft.DurableTask.Client;

namespace RelayFunctions.Health;

/// <summary>Checks whether the catalogue in use is that of its file.</summary>
internal sealed class CatalogueCheck(CatalogueMonitor catalogue) : IReadinessCheck
{
    public Task<string?> FindFaultAsync(DurableTaskClient client, CancellationToken cancellationToken) =>
        Task.FromResult(catalogue.RejectedFaults.Count == 0 ? null : "the changed catalogue was rejected");
}
