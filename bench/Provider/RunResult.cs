namespace Bench.Provider;

/// <summary>Completed orchestrations a second, and how long a start took to be durable, in ms.</summary>
internal sealed record RunResult(double PerSecond, double CreateP50, double CreateP99);
