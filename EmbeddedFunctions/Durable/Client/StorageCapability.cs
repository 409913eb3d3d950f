using DurableTask.Core;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>Finds the optional interfaces of a storage provider.</summary>
internal static class StorageCapability
{
    /// <exception cref="NotSupportedException">The provider does not implement the interface.</exception>
    public static T Require<T>(IOrchestrationServiceClient service, string name)
        where T : class => service as T
        ?? throw new NotSupportedException($"The storage provider {service.GetType().Name} doesn't support {name}.");
}
