using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>Apps with a timer function that can't be run: one class each.</summary>
public static class BadTimerApps
{
    public static class TimerType
    {
        [Function("F")]
        public static void F([TimerTrigger("0 * * * * *")] string timer)
        {
        }
    }

    public static class TimerParameter
    {
        [Function("F")]
        public static void F([TimerTrigger("0 * * * * *")] TimerInfo timer, ScopedService service)
        {
        }
    }

    public static class TimerSchedule
    {
        [Function("F")]
        public static void F([TimerTrigger("every day")] TimerInfo timer)
        {
        }
    }

    public static class TimerSetting
    {
        [Function("F")]
        public static void F([TimerTrigger("%Cleanup%")] TimerInfo timer)
        {
        }
    }
}
