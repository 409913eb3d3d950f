using System.Collections.Concurrent;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Files;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Tests.Support;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Tests.Faults.Disk;

/// <summary>All statements of a batch succeed, and then its commit fails: in the sync of the log.</summary>
public sealed class FailingCommitTests
{
    private const int Writes = 300;

    [Fact]
    public async Task Commit_SyncFailsOnce_FailsThatBatchAndNoOther()
    {
        if (await FaultyDisk.RanTheTestAsync())
            return;

        using var folder = FaultyDisk.Folder;
        var path = Path.Combine(folder.Path, "hub.db");
        using (var store = Store.Open(path, maxRunning: 1))
        {
            using var timers = new TimerPump(TimeProvider.System, fire: () => false);
            using var writer = new StoreWriter(store.Database, Writes * 3, new IdleMonitor(nothingDue: () => true), timers, new Logs(), TimeProvider.System);
            using var go = new ManualResetEventSlim();

            // The writer is blocked in the previous batch until all are queued, so they are in one batch, whose first
            // write makes the disk fail. Operations that are queued after the failure are in the next batch.
            var before = new Write(store, 1) { Executed = () => go.Wait(TimeSpan.FromMinutes(1)) };
            var beforeWritten = writer.WriteAsync(before);
            await before.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            var failed = Enumerable.Range(0, Writes).Select(i => new Write(store, 1_000 + i)).ToList();
            var after = new List<Write>();
            failed[0].Executed = () => FaultyDisk.SetSyncError(ErrorNumber.IoError);
            failed[0].Failed = () => FaultyDisk.SetSyncError(0);
            failed.ForEach(write => write.Failed += () =>
            {
                var next = new Write(store, 2_000 + after.Count);
                after.Add(next);
                _ = writer.WriteAsync(next);
            });
            failed.ForEach(write => _ = writer.WriteOrRejectAsync(write));
            go.Set();

            await beforeWritten;
            foreach (var write in failed)
                await Assert.ThrowsAsync<StoreWriteException>(() => write.Task);
            Assert.Equal(Writes, after.Count);
            await Task.WhenAll(after.Select(write => write.Task));
        }

        using var reopened = SqliteDatabase.Open(path, create: false);
        Assert.Equal(1, reopened.ReadNumber("SELECT COUNT(*) FROM history WHERE key < 1000"));
        Assert.Equal(0, reopened.ReadNumber("SELECT COUNT(*) FROM history WHERE key BETWEEN 1000 AND 1999"));
        Assert.Equal(Writes, reopened.ReadNumber("SELECT COUNT(*) FROM history WHERE key >= 2000"));
    }

    [Fact]
    public async Task Commits_SomeFailUnderLoad_EachCallerGetsItsOwnOutcome()
    {
        if (await FaultyDisk.RanTheTestAsync())
            return;

        await using var hub = new TestHub(FaultyDisk.Folder);
        var (stored, refused, responses) = (new ConcurrentBag<string>(), new ConcurrentBag<string>(), 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1_000),
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = TestContext.Current.CancellationToken },
            async (i, _) =>
            {
                if (Interlocked.Increment(ref responses) % 97 == 0)
                    FaultyDisk.SetSyncError(ErrorNumber.IoError);
                try
                {
                    await hub.StartAsync("Any", $"{i}");
                    stored.Add($"{i}");
                }
                catch (StoreWriteException)
                {
                    FaultyDisk.SetSyncError(0);
                    refused.Add($"{i}");
                }
            });
        FaultyDisk.SetSyncError(0);

        await hub.ReopenAsync(start: false);
        Assert.NotEmpty(refused);
        Assert.True(stored.Count > refused.Count, $"{stored.Count} stored, {refused.Count} refused");
        foreach (var id in stored)
            Assert.NotNull(await hub.StateAsync(id));
        foreach (var id in refused)
            Assert.Null(await hub.StateAsync(id));
    }

    private sealed class Write(Store store, int key) : WriteOperation
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action? Executed { get; set; }

        public Action? Failed { get; set; }

        public override void Execute(WriterStatements statements)
        {
            store.Database.Execute($"INSERT INTO history VALUES ({key:D}, zeroblob(500))");
            Entered.TrySetResult();
            Executed?.Invoke();
        }

        public override void Publish()
        {
        }

        public override void Fail(Exception error) => Failed?.Invoke();
    }
}
