using EmbeddedFunctions.Tests.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>The setting by which Azure runs timer functions in another time zone.</summary>
public sealed class TimeZoneTests
{
    [Theory]
    [InlineData("America/New_York")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("Europe/London")]
    [InlineData("nowhere")]
    public void TimeZone_OtherThanUtc_StopsTheStartOfAnAppWithHoursInASchedule(string zone)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Build(zone, typeof(Timers.Cron)));

        Assert.Equal(
            $"setting WEBSITE_TIME_ZONE: timer functions run in UTC here, not in '{zone}'. Remove the setting, and write "
            + "the schedules in UTC: Cron.",
            refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("UTC")]
    public void TimeZone_Utc_DoesNotStopTheStart(string zone) => Build(zone, typeof(Timers.Cron));

    [Theory]
    [InlineData(typeof(Timers.Interval))]
    [InlineData(typeof(Timers.EveryHour))]
    public void TimeZone_WithoutHoursInASchedule_DoesNotStopTheStart(Type app) => Build("America/New_York", app);

    private static void Build(string zone, Type app)
    {
        var builder = SampleApp.Builder().AddFunctions(app);
        builder.Configuration["WEBSITE_TIME_ZONE"] = zone;
        using var services = (IDisposable)builder.Build().Services;
    }

    private static class Timers
    {
        public static class Cron
        {
            [Function(nameof(Cron))]
            public static void Run([TimerTrigger("0 30 7 * * *")] TimerInfo timer)
            {
            }
        }

        public static class EveryHour
        {
            [Function(nameof(EveryHour))]
            public static void Run([TimerTrigger("0 17 * * * *")] TimerInfo timer)
            {
            }
        }

        public static class Interval
        {
            [Function(nameof(Interval))]
            public static void Run([TimerTrigger("00:10:00")] TimerInfo timer)
            {
            }
        }
    }
}
