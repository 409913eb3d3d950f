using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Checking;
using DurableTask.Sqlite.Tests.Support;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Tests.Writing;

public sealed class StoreWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Logs _logs = new();
    private readonly IdleMonitor _idle = new(nothingDue: () => true);
    private readonly Store _store;
    private readonly TimerPump _timers = new(TimeProvider.System, fire: () => false);
    private readonly StoreWriter _writer;

    // Of the writer's thread: E as it executes a write, P as it publishes one; between an E and a P is a commit.
    private readonly List<char> _steps = [];

    public StoreWriterTests()
    {
        _store = Store.Open(Path.Combine(_folder.Path, "hub.db"), maxRunning: 1);
        _writer = new StoreWriter(_store.Database, 1_000, _idle, _timers, _logs);
    }

    [Fact]
    public async Task Batch_OneFails_TheRestTakesOneMoreCommit()
    {
        var batch = await WriteTogetherAsync(i =>
            i == 250 ? "SELECT * FROM nothing" : $"INSERT INTO owner VALUES ({-1 - i})");

        Assert.Same(batch[250], Assert.Single(batch, write => write.Task.IsFaulted));
        Assert.Equal(2, new string([.. _steps]).Split("EP").Length - 1);
        Assert.Equal(499, _store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid < 0"));
        Assert.Single(_logs.Messages);
    }

    [Fact]
    public async Task Batch_DiskIsFull_FailsAsOneAndTheNextIsWritten()
    {
        var pages = _store.Database.ReadNumber("PRAGMA page_count");
        _store.Database.Execute($"PRAGMA max_page_count = {pages:D}");
        var batch = await WriteTogetherAsync(_ =>
            "INSERT INTO history (body) VALUES (zeroblob(10000))");

        Assert.All(batch, write => Assert.IsType<StoreWriteException>(write.Task.Exception!.InnerException));
        Assert.InRange(_steps.Count, 1, 502);
        Assert.Single(_logs.Messages);
        await _writer.WriteAsync(Write("INSERT INTO owner VALUES (1)"));
    }

    // SQLite neither takes more into a transaction in which a statement met damage, nor commits it.
    [Fact]
    public async Task Batch_SomeMeetDamage_TheRestIsCommittedAndNothingOfThem()
    {
        await _writer.WriteAsync(Write(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) " +
            "INSERT INTO history SELECT i, randomblob(200) FROM n"));
        var store = new StoreFile(_store.Path);
        var leaf = store.Leaf(Checkpoint("history"));
        var keys = store.Keys(leaf);
        using (store.Damage(leaf, bytes => bytes.Fill(0x55)))
        {
            _store.Database.Execute("PRAGMA shrink_memory");
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
                Assert.StartsWith($"The store '{_store.Path}' is damaged", error.Message, StringComparison.Ordinal);
                Assert.Contains("backup", error.Message, StringComparison.Ordinal);
            }
        }

        _store.Database.Execute("PRAGMA shrink_memory");
        Assert.Equal(470, _store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid < 0"));
        Assert.Equal(0, _store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid = 1"));
        Assert.Equal(1_000, _store.Database.ReadNumber("SELECT COUNT(*) FROM history"));
        Assert.Equal("ok", _store.Database.ReadText("PRAGMA integrity_check"));
    }

    // While one write is executed, further writes wait in the queue.
    [Fact]
    public async Task Write_QueueFullOfBytes_IsRejectedLongBeforeTheCount()
    {
        using var go = new ManualResetEventSlim();
        var busy = new TestWrite("", _store.Database, _steps) { Gate = go };
        var first = _writer.WriteAsync(busy);
        await busy.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var large = () => new TestWrite("", _store.Database, _steps) { BodyBytes = (int)(MemoryBounds.QueueBytes / 100) };
        var written = Enumerable.Range(0, 1_000).Select(_ => _writer.WriteOrRejectAsync(large())).ToList();
        var rejected = written.Where(write => write.IsFaulted).ToList();

        Assert.InRange(written.Count - rejected.Count, 100, 102);
        Assert.All(rejected, write => Assert.IsType<WriteQueueFullException>(write.Exception!.InnerException));
        go.Set();
        await first;
        await Task.WhenAll(written.Except(rejected));
        await _writer.WriteOrRejectAsync(large());
    }

    [Fact]
    public async Task Group_OneFails_AllAreTakenAtOnceAndTheRestIsCommitted()
    {
        List<Task> written;
        using (_writer.Group())
        {
            written = [.. Enumerable.Range(0, 100).Select(i => _writer.WriteOrRejectAsync(
                Write(i == 50 ? "SELECT * FROM nothing" : $"INSERT INTO owner VALUES ({-1 - i})")))];
            Assert.Empty(_steps);
        }

        await Task.WhenAll(written).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.Same(written[50], Assert.Single(written, write => write.IsFaulted));
        Assert.Equal(99, _store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid < 0"));
        // Once up to the one that fails, and once all of them apart.
        Assert.Equal(1, _writer.Batches);
        Assert.Equal(51 + 100, _steps.Count(step => step == 'E'));
    }

    [Fact]
    public async Task Group_IsDisposed_LaterWritesOfItsFlowGoAlone()
    {
        var group = _writer.Group();
        var grouped = _writer.WriteOrRejectAsync(Write("INSERT INTO owner VALUES (-1)"));
        group.Dispose();

        await _writer.WriteOrRejectAsync(Write("INSERT INTO owner VALUES (-2)"));
        await grouped;

        Assert.Equal(2, _store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid < 0"));
    }

    [Fact]
    public async Task Group_QueueIsFull_RejectsEachOfIt()
    {
        using var go = new ManualResetEventSlim();
        var busy = new TestWrite("", _store.Database, _steps) { Gate = go };
        var first = _writer.WriteAsync(busy);
        await busy.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var large = _writer.WriteOrRejectAsync(
            new TestWrite("", _store.Database, _steps) { BodyBytes = (int)MemoryBounds.QueueBytes });
        List<Task> written;
        using (_writer.Group())
            written = [_writer.WriteOrRejectAsync(Write("")), _writer.WriteOrRejectAsync(Write(""))];

        Assert.All(written, write => Assert.IsType<WriteQueueFullException>(write.Exception!.InnerException));
        go.Set();
        await first;
        await large;
        await _idle.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _writer.Waiting);
    }

    [Fact]
    public async Task FreeSpace_WhileAWriteWaits_IsGivenBackAStepAtATime()
    {
        await _writer.WriteAsync(Write("INSERT INTO history (body) VALUES (zeroblob(40000000))"));
        await _idle.WhenIdleAsync(TestContext.Current.CancellationToken);
        using var go = new ManualResetEventSlim();
        var deletion = new TestWrite("DELETE FROM history", _store.Database, _steps) { Gate = go };
        var deleted = _writer.WriteAsync(deletion);
        await deletion.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var next = Write("INSERT INTO owner SELECT -freelist_count FROM pragma_freelist_count");
        var written = _writer.WriteAsync(next);
        go.Set();
        await deleted;
        await written;
        await _idle.WhenIdleAsync(TestContext.Current.CancellationToken);

        var atNext = -_store.Database.ReadNumber("SELECT MIN(pid) FROM owner");
        Assert.InRange(atNext, 9_600, 9_750);
        Assert.InRange(_store.Database.ReadNumber("PRAGMA freelist_count"), 1, 1_024);
    }

    [Fact]
    public async Task FreeSpace_CanNotBeGivenBackForDamage_IsSaidOnce()
    {
        _store.Database.Execute("INSERT INTO history (body) VALUES (zeroblob(40000000)); DELETE FROM history");
        Checkpoint("history");
        // Page 2, and each 820th after it, says where the 819 that follow belong: that of the file's last page.
        var map = (_store.Database.ReadNumber("PRAGMA page_count") - 2) / 820 * 820 + 2;
        using var damaged = new StoreFile(_store.Path).Damage((uint)map, bytes => bytes.Fill(0x55));
        _store.Database.Execute("PRAGMA shrink_memory");

        for (var i = 0; i < 5; i++)
        {
            await _writer.WriteAsync(Write($"INSERT INTO owner VALUES ({i})"));
            await _idle.WhenIdleAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("Free pages", Assert.Single(_logs.Messages), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _timers.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    // The writer is busy with another write until all are queued, and so takes them in one batch.
    private async Task<List<TestWrite>> WriteTogetherAsync(Func<int, string> sql)
    {
        using var go = new ManualResetEventSlim();
        var busy = new TestWrite("", _store.Database, _steps) { Gate = go };
        var first = _writer.WriteAsync(busy);
        await busy.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var batch = Enumerable.Range(0, 500)
            .Select(i => Write(sql(i)))
            .ToList();
        var written = batch.Select(_writer.WriteOrRejectAsync).ToList();
        go.Set();
        await first;
        await Task.WhenAll(written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return batch;
    }

    /// <summary>All is in the file then, and not in the log; answers a table's root page.</summary>
    private uint Checkpoint(string table)
    {
        _store.Database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return (uint)_store.Database.ReadNumber($"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'");
    }

    private TestWrite Write(string sql) => new(sql, _store.Database, _steps);

    private sealed class TestWrite(string sql, SqliteDatabase database, List<char> steps) : WriteOperation
    {
        public ManualResetEventSlim? Gate { get; init; }

        public int BodyBytes { get; init; }

        public override long Bytes => BodyBytes;

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Execute(WriterStatements statements)
        {
            steps.Add('E');
            Entered.TrySetResult();
            Gate?.Wait(TimeSpan.FromMinutes(1));
            database.Execute(sql);
        }

        public override void Publish() => steps.Add('P');
    }
}
