using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Tests.Checking;

namespace DurableTask.Sqlite.Tests.Writing;

public sealed class StoreWriterTests : IDisposable
{
    private readonly WriterHarness _harness = new();

    [Fact]
    public async Task Batch_OneFails_TheOthersNeedOneMoreCommit()
    {
        var batch = await WriteTogetherAsync(i =>
            i == 250 ? "SELECT * FROM nothing" : $"INSERT INTO owner VALUES ({-1 - i})");

        Assert.Same(batch[250], Assert.Single(batch, write => write.Task.IsFaulted));
        Assert.Equal(2, new string([.. _harness.Steps]).Split("EP").Length - 1);
        Assert.Equal(499, _harness.Store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid < 0"));
        Assert.Single(_harness.Logs.Messages);
    }

    [Fact]
    public async Task Batch_DiskIsFull_FailsAsOneAndTheNextIsWritten()
    {
        var pages = _harness.Store.Database.ReadNumber("PRAGMA page_count");
        _harness.Store.Database.Execute($"PRAGMA max_page_count = {pages:D}");
        var batch = await WriteTogetherAsync(_ =>
            "INSERT INTO history (body) VALUES (zeroblob(10000))");

        Assert.All(batch, write => Assert.IsType<StoreWriteException>(write.Task.Exception!.InnerException));
        Assert.InRange(_harness.Steps.Count, 1, 502);
        Assert.Single(_harness.Logs.Messages);
        await _harness.Writer.WriteAsync(_harness.Write("INSERT INTO owner VALUES (1)"));
    }

    // SQLite neither takes more into a transaction in which a statement met damage, nor commits it.
    [Fact]
    public async Task Batch_SomeMeetDamage_OnlyTheOthersAreCommitted()
    {
        await _harness.Writer.WriteAsync(_harness.Write(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) " +
            "INSERT INTO history SELECT i, randomblob(200) FROM n"));
        var store = new StoreFile(_harness.Store.Path);
        var leaf = store.Leaf(Checkpoint("history"));
        var keys = store.Keys(leaf);
        using (store.Damage(leaf, bytes => bytes.Fill(0x55)))
        {
            _harness.Store.Database.Execute("PRAGMA shrink_memory");
            var batch = await WriteTogetherAsync(i => (i % 50) switch
            {
                10 => $"INSERT INTO owner VALUES (1); SELECT body FROM history WHERE key = {keys[1]}",
                20 => $"DELETE FROM history WHERE key BETWEEN {keys[0] - 3} AND {keys[^1]}",
                30 => "SELECT * FROM nothing",
                _ => $"INSERT INTO owner VALUES ({-1 - i})",
            });

            Assert.All(batch, (write, i) => Assert.Equal(i % 50 is 10 or 20 or 30, write.Task.IsFaulted));
            foreach (var (_, write) in batch.Index().Where(write => write.Index % 50 is 10 or 20))
            {
                var error = Assert.IsType<StoreWriteException>(write.Task.Exception!.InnerException);
                Assert.StartsWith($"The store '{_harness.Store.Path}' is damaged", error.Message, StringComparison.Ordinal);
                Assert.Contains("backup", error.Message, StringComparison.Ordinal);
            }
        }

        _harness.Store.Database.Execute("PRAGMA shrink_memory");
        Assert.Equal(470, _harness.Store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid < 0"));
        Assert.Equal(0, _harness.Store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid = 1"));
        Assert.Equal(1_000, _harness.Store.Database.ReadNumber("SELECT COUNT(*) FROM history"));
        Assert.Equal("ok", _harness.Store.Database.ReadText("PRAGMA integrity_check"));
    }

    // While one write is executed, further writes wait in the queue.
    [Fact]
    public async Task Write_QueueFullOfBytes_IsRejectedLongBeforeTheCount()
    {
        using var go = new ManualResetEventSlim();
        var first = await _harness.HoldAsync(go);
        var large = () => new TestWrite("", _harness.Store.Database, _harness.Steps) { BodyBytes = (int)(MemoryBounds.QueueBytes / 100) };
        var written = Enumerable.Range(0, 1_000).Select(_ => _harness.Writer.WriteOrRejectAsync(large())).ToList();
        var rejected = written.Where(write => write.IsFaulted).ToList();

        Assert.InRange(written.Count - rejected.Count, 100, 102);
        Assert.All(rejected, write => Assert.IsType<WriteQueueFullException>(write.Exception!.InnerException));
        go.Set();
        await first;
        await Task.WhenAll(written.Except(rejected));
        await _harness.Writer.WriteOrRejectAsync(large());
    }

    [Fact]
    public async Task FreeSpace_WhileAWriteWaits_IsGivenBackOneStepAtATime()
    {
        await _harness.Writer.WriteAsync(_harness.Write("INSERT INTO history (body) VALUES (zeroblob(40000000))"));
        await _harness.Idle.WhenIdleAsync(TestContext.Current.CancellationToken);
        using var go = new ManualResetEventSlim();
        var deleted = await _harness.HoldAsync(go, "DELETE FROM history");
        var next = _harness.Write("INSERT INTO owner SELECT -freelist_count FROM pragma_freelist_count");
        var written = _harness.Writer.WriteAsync(next);
        go.Set();
        await deleted;
        await written;
        await _harness.Idle.WhenIdleAsync(TestContext.Current.CancellationToken);

        var atNext = -_harness.Store.Database.ReadNumber("SELECT MIN(pid) FROM owner");
        Assert.InRange(atNext, 9_600, 9_750);
        Assert.InRange(_harness.Store.Database.ReadNumber("PRAGMA freelist_count"), 1, 1_024);
    }

    [Fact]
    public async Task FreeSpace_CanNotBeGivenBackForDamage_IsLoggedOnce()
    {
        _harness.Store.Database.Execute("INSERT INTO history (body) VALUES (zeroblob(40000000)); DELETE FROM history");
        Checkpoint("history");
        // Page 2, and each 820th after it, maps the parents of the following 819 pages: here that of the file's last
        // page.
        var map = (_harness.Store.Database.ReadNumber("PRAGMA page_count") - 2) / 820 * 820 + 2;
        using var damaged = new StoreFile(_harness.Store.Path).Damage((uint)map, bytes => bytes.Fill(0x55));
        _harness.Store.Database.Execute("PRAGMA shrink_memory");

        for (var i = 0; i < 5; i++)
        {
            await _harness.Writer.WriteAsync(_harness.Write($"INSERT INTO owner VALUES ({i})"));
            await _harness.Idle.WhenIdleAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("Free pages", Assert.Single(_harness.Logs.Messages), StringComparison.Ordinal);
    }

    public void Dispose() => _harness.Dispose();

    // The writer is busy with another write until all are queued, and so takes them in one batch.
    private async Task<List<TestWrite>> WriteTogetherAsync(Func<int, string> sql)
    {
        using var go = new ManualResetEventSlim();
        var first = await _harness.HoldAsync(go);
        var batch = Enumerable.Range(0, 500)
            .Select(i => _harness.Write(sql(i)))
            .ToList();
        var written = batch.Select(_harness.Writer.WriteOrRejectAsync).ToList();
        go.Set();
        await first;
        await Task.WhenAll(written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return batch;
    }

    /// <summary>Moves everything from the log into the file; returns a table's root page.</summary>
    private uint Checkpoint(string table)
    {
        _harness.Store.Database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return (uint)_harness.Store.Database.ReadNumber($"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'");
    }
}
