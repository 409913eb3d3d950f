using Fluid;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>A value that only a message has, in a check of a template without one.</summary>
internal sealed class UnknownValue : FluidValue
{
    /// <summary>A value of any type.</summary>
    public static readonly UnknownValue Any = new(
        NilValue.Instance,
        StringValue.Empty,
        new StringValue("Text"),
        new StringValue("10"),
        new StringValue("2030-01-01T12:00:00Z"),
        NumberValue.Create(1),
        BooleanValue.True,
        new ArrayValue([new StringValue("Text")]));

    /// <summary>The number of an attempt.</summary>
    public static readonly UnknownValue Number = new(NumberValue.Create(1), NumberValue.Create(2));

    /// <summary>A time, as templates read it.</summary>
    public static readonly UnknownValue Time = new(new StringValue("2030-01-01T12:00:00.000Z"));

    private UnknownValue(params FluidValue[] samples) => Samples = samples;

    /// <summary>Values that it can have: at least one of each kind that a filter could need.</summary>
    public IReadOnlyList<FluidValue> Samples { get; }

    public override FluidValues Type => FluidValues.Object;

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => new(this);

    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) => new(this);

    public override bool Equals(FluidValue? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => Type.GetHashCode();

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override string ToStringValue() => "";

    public override object ToObjectValue() => this;
}
