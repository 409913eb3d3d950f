using System.Globalization;

namespace Bench.Reporting;

/// <summary>The bound that a measure must reach or stay below.</summary>
internal sealed record Goal(double Value, bool IsFloor)
{
    public static Goal AtLeast(double value) => new(value, IsFloor: true);

    public static Goal AtMost(double value) => new(value, IsFloor: false);

    public bool IsMetBy(double value) => IsFloor ? value >= Value : value <= Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsFloor ? ">=" : "<=")} {Value}");
}
