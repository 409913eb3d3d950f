namespace RelayFunctions.Gateways;

/// <summary>
/// The limits on requests to a gateway, which each process applies separately. There is at most one rate.
/// </summary>
public sealed record GatewayLimits
{
    /// <summary>
    /// The highest limit on requests at once: a quarter of the activities that host.json lets run at once
    /// (<c>maxConcurrentActivityFunctions</c>), so that one gateway that hangs leaves room for the others.
    /// </summary>
    public const int MaxInFlight = 250;

    /// <summary>The lowest rate that <see cref="PerSecond"/> can have: a request every ten seconds.</summary>
    public const double MinRate = 0.1;

    /// <summary>The highest rate that a gateway can have, in requests a second.</summary>
    public const int MaxRate = 1000;

    /// <summary>The highest burst: as many starts are remembered.</summary>
    public const int MaxBurst = 1000;

    /// <summary>The keys of the catalogue for a rate, of which a gateway can have one.</summary>
    internal static readonly string[] RateKeys = ["perSecond", "perMinute", "perHour", "perDay"];

    /// <summary>How many requests may be under way at once, from 1 to <see cref="MaxInFlight"/>.</summary>
    public int InFlight { get; init; } = 100;

    /// <summary>
    /// How many requests may start within any second, from <see cref="MinRate"/> to <see cref="MaxRate"/>; null for
    /// another rate or none. A whole number may start at once, a fraction is spread evenly: 2.5 is one every 400 ms.
    /// </summary>
    public double? PerSecond { get; init; }

    /// <summary>How many requests may start within any minute; null for another rate or none.</summary>
    public int? PerMinute { get; init; }

    /// <summary>How many requests may start within any hour; null for another rate or none.</summary>
    public int? PerHour { get; init; }

    /// <summary>How many requests may start within any 24 hours; null for another rate or none.</summary>
    public int? PerDay { get; init; }

    /// <summary>
    /// How many requests may start at once if there is a rate, from 1 to <see cref="MaxBurst"/>, and the maximum within
    /// the time that so many take at the rate. Null for the rate's number, or for one request if that is a fraction.
    /// </summary>
    public int? Burst { get; init; }

    /// <summary>The burst in effect.</summary>
    internal int BurstOrDefault => Burst ?? (Rate is { Number: var number } && double.IsInteger(number)
        ? LargestPart((int)number)
        : 1);

    /// <summary>The time within which no more requests than the burst may start; null if there is no rate.</summary>
    internal TimeSpan? Window => Rate is var (number, period)
        ? TimeSpan.FromTicks((long)Math.Ceiling(BurstOrDefault / number * period.Ticks))
        : null;

    private (double Number, TimeSpan Period)? Rate => this switch
    {
        { PerSecond: { } number } => (number, TimeSpan.FromSeconds(1)),
        { PerMinute: { } number } => (number, TimeSpan.FromMinutes(1)),
        { PerHour: { } number } => (number, TimeSpan.FromHours(1)),
        { PerDay: { } number } => (number, TimeSpan.FromDays(1)),
        _ => null,
    };

    // The rate holds exactly if its time consists of whole windows.
    private static int LargestPart(int number) =>
        Enumerable.Range(1, Math.Min(number, MaxBurst)).Last(part => number % part == 0);
}
