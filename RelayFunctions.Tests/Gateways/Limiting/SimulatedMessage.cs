namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>One message of a simulation. Times are counted from its start.</summary>
internal sealed class SimulatedMessage(int number, TimeSpan arrivedAt)
{
    /// <summary>Ids are in the order of arrival, like those of messages.</summary>
    public Guid Id { get; } = new(number + 1, 0, 0, new byte[8]);

    public TimeSpan ArrivedAt => arrivedAt;

    /// <summary>When the first attempt started.</summary>
    public TimeSpan? StartedAt { get; set; }

    public TimeSpan EndedAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>How often it was given a reservation.</summary>
    public int Waits { get; set; }

    public bool IsWaiting { get; set; }
}
