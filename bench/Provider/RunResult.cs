namespace Bench.Provider;

/// <summary>The result of one run.</summary>
/// <param name="PerSecond">Completed orchestrations a second.</param>
/// <param name="CreateP50">How long a start took to be durable, in ms; half took longer.</param>
/// <param name="CreateP99">The same; one in a hundred took longer.</param>
/// <param name="Cpu">The process's CPU time an orchestration, in µs.</param>
internal sealed record RunResult(double PerSecond, double CreateP50, double CreateP99, double Cpu);
