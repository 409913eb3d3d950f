using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Tests.Hosting;

public sealed class LogLevelTests
{
    [Theory]
    [InlineData(LogLevel.Trace, true)]
    [InlineData(LogLevel.Information, true)]
    [InlineData(LogLevel.Warning, false)]
    public async Task MinimumLevel_ThatTheAppSets_AppliesToItsLines(LogLevel level, bool isWritten)
    {
        await using var app = await SampleApp.StartAsync(
            [typeof(LevelFunctions)], builder => builder.Logging.SetMinimumLevel(level));

        Assert.Equal(isWritten, app.Log.All.Any(line => line.Contains("Serving 4 functions", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task MinimumLevel_ThatTheAppSets_LeavesTheFrameworksLinesOut()
    {
        await using var app = await SampleApp.StartAsync(
            [typeof(LevelFunctions)], builder => builder.Logging.SetMinimumLevel(LogLevel.Trace));

        Assert.DoesNotContain(app.Log.All, line => line.Contains("Microsoft.AspNetCore", StringComparison.Ordinal));
    }
}
