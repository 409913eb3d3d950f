namespace RelayFunctions.Gateways;

/// <summary>The limits on requests to a gateway, which each process applies separately.</summary>
public sealed record GatewayLimits
{
    /// <summary>
    /// The highest limit on requests at once: a quarter of the activities that host.json lets run at once
    /// (<c>maxConcurrentActivityFunctions</c>), so that one gateway that hangs leaves room for the others.
    /// </summary>
    public const int MaxInFlight = 250;

    /// <summary>The lowest rate that a gateway can have: a request every ten seconds.</summary>
    public const double MinRate = 0.1;

    /// <summary>The highest rate that a gateway can have.</summary>
    public const double MaxRate = 1000;

    /// <summary>The highest burst.</summary>
    public const int MaxBurst = 1000;

    /// <summary>How many requests may be under way at once, from 1 to <see cref="MaxInFlight"/>.</summary>
    public int InFlight { get; init; } = 100;

    /// <summary>
    /// How many requests may start within any second, from <see cref="MinRate"/> to <see cref="MaxRate"/>; null for
    /// any number. A whole number may start at once, a fraction is spread evenly: 2.5 is one every 400 ms.
    /// </summary>
    public double? PerSecond { get; init; }

    /// <summary>
    /// How many requests may start at once if there is a rate, from 1 to <see cref="MaxBurst"/>, and the maximum within
    /// any <c>Burst / PerSecond</c> seconds. Null for a second's worth, or for one request if the rate is a fraction.
    /// </summary>
    public int? Burst { get; init; }

    /// <summary>The burst in effect.</summary>
    internal int BurstOrDefault => Burst ?? (PerSecond is { } rate && double.IsInteger(rate) ? (int)rate : 1);
}
