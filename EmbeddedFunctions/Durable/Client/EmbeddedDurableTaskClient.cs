using DurableTask.Core;
using DurableTask.Core.Query;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>The durable client of the app's functions, straight on the storage provider.</summary>
internal sealed partial class EmbeddedDurableTaskClient(
    IOrchestrationServiceClient service,
    DurableTaskClientOptions options,
    string hubName,
    TimeProvider time) : DurableTaskClient(hubName)
{
    private readonly DataConverter _converter = options.DataConverter;

    /// <summary>The provider is the host's to dispose.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IOrchestrationServiceQueryClient Queries => Capability<IOrchestrationServiceQueryClient>("queries");

    private IOrchestrationServicePurgeClient Purges => Capability<IOrchestrationServicePurgeClient>("purging");

    private DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    private T Capability<T>(string name)
        where T : class => service as T
        ?? throw new NotSupportedException($"The storage provider {service.GetType().Name} doesn't support {name}.");
}
