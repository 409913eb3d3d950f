using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage.Readers;

namespace DurableTask.Sqlite.Tests.Poison.Processes;

/// <summary>A store whose work ends its process repeatedly, until it no longer does.</summary>
internal sealed class PoisonedStore(string path, PoisonKind poison) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly ReadConnections _reads = new(path);

    /// <summary>The number of processes, including the one that ended by itself.</summary>
    public int Lives { get; private set; }

    public async Task LiveToTheEndAsync(int maxLives)
    {
        bool hasDied;
        do
        {
            Assert.True(++Lives <= maxLives, "It was run once more.");
            using var process = PoisonedProcess.Start(path, poison, Lives);
            var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
                .WaitAsync(Timeout, TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            hasDied = process.ExitCode != 0;
            // Once the poisoned work is quarantined, all other work of the process is done before it.
            Assert.True(Lives <= 2 || said == "good\n", said);
        }
        while (hasDied);
    }

    public OrchestrationState State(string id) => new StateReader(_reads).State(id)!;

    public void AssertAllElseCompleted()
    {
        var good = Enumerable.Range(1, Lives).SelectMany(PoisonedProcess.GoodIds);
        foreach (var id in PoisonedProcess.InnocentIds.Concat(good))
            Assert.Equal(OrchestrationStatus.Completed, State(id).OrchestrationStatus);
        // No crash is counted any more, and none is for the instance that never ran.
        Assert.Equal(OrchestrationStatus.Running, State("waiting").OrchestrationStatus);
        using var database = SqliteDatabase.Open(path, create: false);
        Assert.Equal(0, database.ReadNumber("SELECT COUNT(*) FROM deaths"));
    }

    public void Dispose() => _reads.Dispose();
}
