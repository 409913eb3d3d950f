namespace DurableTask.Sqlite.Tests.Support;

/// <summary>
/// The size of randomised tests and volume tests. The environment variable RELAY_LONG_TESTS selects the long runs.
/// </summary>
internal static class TestSize
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("RELAY_LONG_TESTS") is "1" or "true";

    public static int Of(int normal, int @long) => IsLong ? @long : normal;
}
