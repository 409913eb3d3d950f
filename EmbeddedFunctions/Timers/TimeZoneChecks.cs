using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Timers;

/// <summary>
/// Finds a setting that would move timer functions into another time zone on Azure: here they run in UTC. The variable
/// TZ is ignored, since machines have it for other reasons.
/// </summary>
internal static class TimeZoneChecks
{
    private const string Setting = "WEBSITE_TIME_ZONE";

    public static void Check(IEnumerable<TimerFunction> timers, IConfiguration configuration, List<string> faults)
    {
        if (configuration[Setting] is not { Length: > 0 } zone || IsUtc(zone))
            return;

        var names = string.Join(", ", timers.Where(timer => timer.Schedule.HasTimeOfDay).Select(timer => timer.Name));
        if (names.Length > 0)
        {
            faults.Add($"setting {Setting}: timer functions run in UTC here, not in '{zone}'. Remove the setting, and "
                + $"write the schedules in UTC: {names}.");
        }
    }

    private static bool IsUtc(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) && known.HasSameRules(TimeZoneInfo.Utc);
}
