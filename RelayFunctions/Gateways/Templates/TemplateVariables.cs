using Fluid.Values;

namespace RelayFunctions.Gateways.Templates;

/// <summary>What templates can read, by name.</summary>
internal sealed class TemplateVariables : IFluidIndexable
{
    public const string Message = "message";
    public const string Id = "id";
    public const string Gateway = "gateway";
    public const string Attempt = "attempt";
    public const string AcceptedAt = "acceptedAt";
    public const string Parameters = "parameters";
    public const string Settings = "settings";
    public const string Secrets = "secrets";

    private readonly Dictionary<string, FluidValue> _values;

    public TemplateVariables(Dictionary<string, FluidValue> values) => _values = values;

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Roots { get; } =
        [Message, Id, Gateway, Attempt, AcceptedAt, Parameters, Settings, Secrets];

    /// <summary>The names whose values are the same for each message.</summary>
    public static IReadOnlyList<string> Fixed { get; } = [Settings, Secrets];

    /// <summary>The names whose values have members.</summary>
    public static IReadOnlyList<string> Groups { get; } = [Parameters, Settings, Secrets];

    public int Count => _values.Count;

    public IEnumerable<string> Keys => _values.Keys;

    public bool TryGetValue(string name, out FluidValue value) => _values.TryGetValue(name, out value!);
}
