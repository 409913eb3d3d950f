using Microsoft.Azure.WebJobs;

namespace EndToEnd.Tests.WorkerHost.Durable;

/// <summary>Tells WebJobs in which classes the functions are.</summary>
internal sealed class FunctionTypeLocator(IReadOnlyList<Type> types) : ITypeLocator
{
    public IReadOnlyList<Type> GetTypes() => types;
}
