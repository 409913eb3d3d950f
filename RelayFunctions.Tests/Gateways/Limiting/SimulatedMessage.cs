namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>One message of a simulation. Times are counted from its start.</summary>
internal sealed class SimulatedMessage(TimeSpan arrivedAt)
{
    public Guid Id { get; } = Guid.NewGuid();

    public TimeSpan ArrivedAt => arrivedAt;

    public TimeSpan EndedAt { get; set; }

    /// <summary>How often it was given a place in time.</summary>
    public int Waits { get; set; }

    public bool IsWaiting { get; set; }
}
