namespace DurableTask.Sqlite.Storage;

/// <summary>
/// A time as the file holds it. One of no kind counts as UTC everywhere, whatever the machine's time zone.
/// </summary>
internal static class UtcTicks
{
    public static long Of(DateTime time) =>
        (time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).Ticks;
}
