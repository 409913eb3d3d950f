using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Support;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Tests;

public sealed class StoreWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Logs _logs = new();
    private readonly IdleMonitor _idle = new();
    private readonly Store _store;
    private readonly TimerPump _timers = new(TimeProvider.System);
    private readonly StoreWriter _writer;

    // Of the writer's thread: E as it executes a write, P as it publishes one; between an E and a P is a commit.
    private readonly List<char> _steps = [];

    public StoreWriterTests()
    {
        _store = Store.Open(Path.Combine(_folder.Path, "hub.db"), mostRunning: 1);
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
        var written = batch.Select(_writer.WriteOrRefuseAsync).ToList();
        go.Set();
        await first;
        await Task.WhenAll(written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return batch;
    }

    private TestWrite Write(string sql) => new(sql, _store.Database, _steps);

    private sealed class TestWrite(string sql, SqliteDatabase database, List<char> steps) : WriteOperation
    {
        public ManualResetEventSlim? Gate { get; init; }

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
