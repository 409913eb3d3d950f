using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults;

public sealed class StarvationTests
{
    // The writer has its own thread. Waking it must not need a pool thread, or callers that hold all of these would
    // wait for themselves.
    [Fact]
    public async Task Create_AllThreadsOfThePoolWaitForIt_IsStored()
    {
        using var folder = new TempFolder();
        using var process = StarvedProcess.Start(Path.Combine(folder.Path, "hub.db"));
        try
        {
            Assert.Equal("stored", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                .AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        }
        finally
        {
            process.Kill();
        }
    }
}
