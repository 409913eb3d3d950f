using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Readers.Responses;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads a gateway's <c>retry</c>.</summary>
internal static class RetryReader
{
    /// <summary>Returns the policy, and where a response says how long to wait; null for <c>Retry-After</c>.</summary>
    public static (RetryPolicy Policy, WaitRule? Wait) Read(SettingSection gateway)
    {
        var policy = new RetryPolicy();
        if (gateway.Section("retry") is not { } section)
            return (policy, null);

        policy = policy with
        {
            Attempts = section.Integer("attempts", 1, DeliveryRules.MaxAttempts) ?? policy.Attempts,
            Interval = section.Duration("interval", DeliveryRules.MinPause, DeliveryRules.MaxPause) ?? policy.Interval,
            StopOn = section.Integers("stopOn", 300, 599) ?? policy.StopOn,
            On = section.Integers("on", 300, 599),
        };
        if (policy is { On: not null, StopOn.Count: > 0 })
            section.Fault("on", "excludes stopOn: only one of the two can say which statuses are retried");
        var longest = section.Duration("maxInterval", policy.Interval, DeliveryRules.MaxPause);
        var wait = WaitReader.Read(section);
        section.RejectUnknownKeys();
        policy = policy with
        {
            MaxInterval = longest ?? (policy.MaxInterval > policy.Interval ? policy.MaxInterval : policy.Interval),
        };
        return (policy, wait);
    }
}
