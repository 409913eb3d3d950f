using EndToEnd.Tests.WorkerHost;
using RelayFunctions.Tests.Hosting;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>A worker host whose Durable extension does not start.</summary>
public sealed class RefusedHostTests
{
    private const string MarkVariable = "RELAY_TEST_MARK";

    [Fact]
    public async Task Host_WithInvalidStorage_LeavesNoWorkerBehind()
    {
        var mark = Guid.NewGuid().ToString();

        await Assert.ThrowsAnyAsync<Exception>(() => FunctionsWorkerHost.StartAsync(
            BuildOutput.RelayFunctions,
            "nonsense",
            new Dictionary<string, string>(),
            new Dictionary<string, string> { [MarkVariable] = mark, ["Relay__DemoGateways"] = "true" }));

        Assert.DoesNotContain(Directory.GetDirectories("/proc"), process => EnvironmentOf(process).Contains(mark, StringComparison.Ordinal));
    }

    private static string EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, belongs to another user, or is not a process.
            return "";
        }
    }
}
