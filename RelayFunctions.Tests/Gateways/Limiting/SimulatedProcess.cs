using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>A process of a <see cref="QueueSimulation"/>: it knows only the messages that entered its queue.</summary>
internal sealed class SimulatedProcess
{
    public SimulatedProcess(GatewayLimits limits, TimeSpan timeout)
    {
        Gateway = new Gateway
        {
            Name = "simulated",
            Request = RequestFormat.Plain(new Uri("http://gateways.example/")),
            Limits = limits,
            Timeout = timeout,
        };
        Queue.Set(TimeSpan.Zero, Gateway);
    }

    public Gateway Gateway { get; }

    public GatewayQueue Queue { get; } = new(new SharedCapacity(GatewayQueues.Capacity, GatewayQueues.Reserve), AttemptMemory.Of(long.MaxValue));

    /// <summary>When the queue's timer fires next.</summary>
    public TimeSpan ServeAt { get; set; } = TimeSpan.MinValue;
}
