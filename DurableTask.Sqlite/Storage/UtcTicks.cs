namespace DurableTask.Sqlite.Storage;

/// <summary>
/// A time as the file stores it. A time without a kind is taken as UTC, not as the machine's local time.
/// </summary>
internal static class UtcTicks
{
    public static long Of(DateTime time) =>
        (time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).Ticks;
}
