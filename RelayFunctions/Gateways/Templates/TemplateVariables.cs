using Fluid;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// What templates can read, by name. Fluid's own dictionary also has a <c>size</c> and a <c>first</c>, which would be
/// sent in place of a parameter of that name.
/// </summary>
internal sealed class TemplateVariables : FluidValue
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

    public override FluidValues Type => FluidValues.Object;

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) =>
        new(_values.GetValueOrDefault(name, NilValue.Instance));

    public override bool Equals(FluidValue? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => _values.GetHashCode();

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override string ToStringValue() => "";

    public override object ToObjectValue() => this;
}
