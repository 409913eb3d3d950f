using System.Text.Json;
using EndToEnd.Tests.Protocol;

namespace EndToEnd.Tests.WorkerHost.Workers;

/// <summary>A function that a worker announced, with its bindings as functions.metadata has them.</summary>
internal sealed class WorkerFunction
{
    private readonly JsonElement[] _bindings;

    public WorkerFunction(RpcFunctionMetadata metadata)
    {
        Metadata = metadata;
        _bindings = [.. metadata.RawBindings.Select(json => JsonElement.Parse(json))];
        Trigger = _bindings.Single(binding => TypeOf(binding).EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
    }

    public RpcFunctionMetadata Metadata { get; }

    public string Name => Metadata.Name;

    public JsonElement Trigger { get; }

    public string TriggerName => NameOf(Trigger);

    /// <summary>The names of the bindings whose value is the address of the Durable extension.</summary>
    public IEnumerable<string> DurableClients =>
        _bindings.Where(binding => HasType(binding, "durableClient")).Select(NameOf);

    public bool HasTrigger(string type) => HasType(Trigger, type);

    private static bool HasType(JsonElement binding, string type) =>
        TypeOf(binding).Equals(type, StringComparison.OrdinalIgnoreCase);

    private static string TypeOf(JsonElement binding) => binding.GetProperty("type").GetString()!;

    private static string NameOf(JsonElement binding) => binding.GetProperty("name").GetString()!;
}
