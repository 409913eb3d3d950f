using Microsoft.Azure.WebJobs;

namespace EndToEnd.Tests.WorkerHost.Durable;

/// <summary>Returns the classes of the functions to WebJobs.</summary>
internal sealed class FunctionTypeLocator(IReadOnlyList<Type> types) : ITypeLocator
{
    public IReadOnlyList<Type> GetTypes() => types;
}
