using System.Globalization;
using NCrontab;

namespace EmbeddedFunctions.Timers;

/// <summary>
/// The schedule of a timer function: an NCRONTAB expression of six fields (or five, without seconds) or a constant
/// interval, as the Functions host reads it. Times are UTC.
/// </summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

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

    /// <summary>
    /// Whether a function of this schedule has a ScheduleStatus: the Functions host keeps none for schedules with
    /// several occurrences in every minute.
    /// </summary>
    public bool HasStatus => _cron is null
        ? _interval >= Minute
        : !IsFree(_cron, fields: 5) || OccurrencesInAMinute(_cron) < 2;

    /// <summary>Whether the expression names hours or days, which differ between time zones.</summary>
    public bool HasTimeOfDay => _cron is not null && !IsFree(_cron, fields: 4);

    /// <summary>The first occurrence after this time; null if there is none (30 February).</summary>
    public DateTime? After(DateTime time)
    {
        if (_cron is null)
            return time + _interval;

        var next = _cron.GetNextOccurrence(time, DateTime.MaxValue);
        return next == DateTime.MaxValue ? null : DateTime.SpecifyKind(next, DateTimeKind.Utc);
    }

    /// <summary>Whether the expression does not restrict its last fields: minute, hour, day, month, weekday.</summary>
    private static bool IsFree(CrontabSchedule cron, int fields) =>
        cron.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(fields).All(field => field == "*");

    private static int OccurrencesInAMinute(CrontabSchedule cron) =>
        cron.GetNextOccurrences(DateTime.UnixEpoch.AddTicks(-1), DateTime.UnixEpoch + Minute).Count();
}
