using RelayServer.Telemetry;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>A scrape is not traced.</summary>
public sealed class GetMetricsTests
{
    [Theory]
    [InlineData("/metrics", true)]
    [InlineData("/api/metrics", true)]
    [InlineData("/a/b/Metrics/", true)]
    [InlineData("/messages", false)]
    [InlineData("/", false)]
    [InlineData("", false)]
    public void IsAt_Path_IsThatOfTheFunctionUnderAnyPrefix(string path, bool isThere) =>
        Assert.Equal(isThere, GetMetrics.IsAt(path));
}
