namespace Bench.Provider;

/// <summary>The result of one run.</summary>
/// <param name="PerSecond">Completed orchestrations a second.</param>
/// <param name="CreateP50">The time until a start is durable: the median, in ms.</param>
/// <param name="CreateP99">The same: the 99th percentile, in ms.</param>
/// <param name="Cpu">The process's CPU time an orchestration, in µs.</param>
internal sealed record RunResult(double PerSecond, double CreateP50, double CreateP99, double Cpu);
