using Microsoft.DurableTask.Client;

namespace RelayFunctions.Health;

/// <summary>Checks whether the store responds.</summary>
internal sealed class StoreCheck : IReadinessCheck
{
    private const string AnyMessage = "00000000-0000-7000-8000-000000000000";

    public async Task<string?> FindFaultAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await client.GetInstanceAsync(AnyMessage, cancellationToken);
        return null;
    }
}
