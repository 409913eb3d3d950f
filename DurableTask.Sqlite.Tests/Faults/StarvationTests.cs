using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults;

public sealed class StarvationTests
{
    // The writer has a thread of its own: what wakes it must not need one of the pool's, or who holds those waits for
    // itself.
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
