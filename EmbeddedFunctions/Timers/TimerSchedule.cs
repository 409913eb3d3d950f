using System.Globalization;
using NCrontab;

namespace EmbeddedFunctions.Timers;

/// <summary>
/// The schedule of a timer function: an NCRONTAB expression of six fields (or five, without seconds) or a constant
/// interval, as the Functions host reads it. Times are UTC.
/// </summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval) => (_cron, _interval) = (cron, interval);

    /// <summary>Reads an expression; returns null if it is not valid.</summary>
    public static TimerSchedule? Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields > 1)
        {
            var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
            return CrontabSchedule.TryParse(expression, options) is { } cron ? new TimerSchedule(cron, default) : null;
        }

        return TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(null, interval)
            : null;
    }

    /// <summary>The first occurrence after this time; null if there is none (30 February).</summary>
    public DateTime? After(DateTime time)
    {
        if (_cron is null)
            return time + _interval;

        var next = _cron.GetNextOccurrence(time, DateTime.MaxValue);
        return next == DateTime.MaxValue ? null : DateTime.SpecifyKind(next, DateTimeKind.Utc);
    }
}
