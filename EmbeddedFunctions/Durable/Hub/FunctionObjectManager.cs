using DurableTask.Core;
using EmbeddedFunctions.Invocation;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// Creates the framework's object for a function name. Functions have no versions, so every version gets the same one.
/// </summary>
internal sealed class FunctionObjectManager<T>(Func<string, T> create) : INameVersionObjectManager<T>
{
    public void Add(ObjectCreator<T> creator) =>
        throw new NotSupportedException("Only the app's functions run here.");

    public T GetObject(string name, string? version)
    {
        try
        {
            return create(name);
        }
        catch (Exception e) when (HostFault.IsIn(e))
        {
            throw HostFault.Abort(e);
        }
    }
}
