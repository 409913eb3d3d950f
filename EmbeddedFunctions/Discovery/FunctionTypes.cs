using System.Reflection;

namespace EmbeddedFunctions.Discovery;

/// <summary>The types that may declare functions, as the app names them.</summary>
internal sealed class FunctionTypes
{
    private readonly HashSet<Type> _types = [];
    private readonly List<string> _faults = [];

    public IReadOnlyCollection<Type> All => _types;

    /// <summary>A fault for each assembly or class without functions: it's the wrong one.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public void Add(Assembly assembly) => Add($"The assembly {assembly.GetName().Name}", assembly.GetTypes());

    public void Add(Type type) => Add($"The class {type.FullName}", type);

    private void Add(string subject, params Type[] types)
    {
        if (!types.Any(FunctionDiscovery.HasFunctions))
        {
            _faults.Add($"{subject} has no methods with [Function]: pass the app's own to "
                + $"{nameof(EmbeddedFunctionsApplicationBuilder.AddFunctions)}.");
        }

        _types.UnionWith(types);
    }
}
