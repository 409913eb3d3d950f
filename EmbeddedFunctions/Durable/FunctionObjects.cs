using DurableTask.Core;

namespace EmbeddedFunctions.Durable;

/// <summary>Gives the framework an object for a name. Functions have no versions of their own, so any version is served.</summary>
internal sealed class FunctionObjects<T>(Func<string, T> create) : INameVersionObjectManager<T>
{
    public void Add(ObjectCreator<T> creator) =>
        throw new NotSupportedException("What runs here are the app's functions alone.");

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
