using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads a gateway's <c>limits</c>.</summary>
internal static class LimitsReader
{
    private const string Burst = "burst";

    private static readonly string AnyRate =
        $"{string.Join(", ", GatewayLimits.RateKeys.SkipLast(1))} or {GatewayLimits.RateKeys[^1]}";

    public static GatewayLimits Read(SettingSection gateway)
    {
        var limits = new GatewayLimits();
        if (gateway.Section("limits") is not { } section)
            return limits;

        limits = limits with
        {
            InFlight = section.Integer("inFlight", 1, GatewayLimits.MaxInFlight) ?? limits.InFlight,
            PerSecond = section.Number(
                "perSecond",
                GatewayLimits.MinRate,
                GatewayLimits.MaxRate,
                hint: "; perMinute, perHour and perDay are for lower rates"),
            PerMinute = section.Integer("perMinute", 1, GatewayLimits.MaxRate * 60),
            PerHour = section.Integer("perHour", 1, GatewayLimits.MaxRate * 3600),
            PerDay = section.Integer("perDay", 1, GatewayLimits.MaxRate * 86_400),
            Burst = section.Integer(Burst, 1, GatewayLimits.MaxBurst),
        };
        string[] rates = [.. GatewayLimits.RateKeys.Where(section.Has)];
        foreach (var rate in rates.Skip(1))
            section.Fault(rate, $"excludes {rates[0]}: there can be only one rate");
        if (limits.Burst is not null && rates.Length == 0)
            section.Fault(Burst, $"requires {AnyRate}");
        section.RejectUnknownKeys();
        return limits;
    }
}
