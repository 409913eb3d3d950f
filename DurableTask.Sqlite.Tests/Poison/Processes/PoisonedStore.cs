using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Tests.Poison.Processes;

/// <summary>A store whose process dies of what is in it, until it does no more.</summary>
internal sealed class PoisonedStore(string path, PoisonKind poison) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly ReadConnections _reads = new(path);

    /// <summary>How many processes there were, the one that ended by itself too.</summary>
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
            // Once it is quarantined, all that the life was given to do was done before.
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
        // Nothing is held against anybody, nor against the one that was never under way.
        Assert.Equal(OrchestrationStatus.Running, State("waiting").OrchestrationStatus);
        using var database = SqliteDatabase.Open(path, create: false);
        Assert.Equal(0, database.ReadNumber("SELECT COUNT(*) FROM deaths"));
    }

    public void Dispose() => _reads.Dispose();
}
