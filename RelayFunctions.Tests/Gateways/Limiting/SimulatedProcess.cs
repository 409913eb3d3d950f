using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>A process of a <see cref="QueueSimulation"/>: it knows only the messages that entered its queue.</summary>
internal sealed class SimulatedProcess
{
    public SimulatedProcess(GatewayLimits limits, TimeSpan timeout) => Queue.Set(limits, timeout, isPaused: false);

    public GatewayQueue Queue { get; } = new(new SharedCapacity(GatewayLimiter.Capacity, GatewayLimiter.Reserve));

    /// <summary>When the queue's timer fires next.</summary>
    public TimeSpan ServeAt { get; set; } = TimeSpan.MinValue;
}
