using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Files;
using DurableTask.Sqlite.Tests.Support;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Tests.Writing;

/// <summary>A writer on its own store.</summary>
internal sealed class WriterHarness : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TimerPump _timers = new(TimeProvider.System, fire: () => false);

    public WriterHarness()
    {
        Store = Store.Open(Path.Combine(_folder.Path, "hub.db"), maxRunning: 1);
        Writer = new StoreWriter(Store.Database, 1_000, Idle, _timers, Logs, TimeProvider.System);
    }

    public Logs Logs { get; } = new();

    public IdleMonitor Idle { get; } = new(nothingDue: () => true);

    public Store Store { get; }

    public StoreWriter Writer { get; }

    /// <summary>
    /// The steps of the writer's thread: E for an executed write, P for a published one; between an E and a P is a
    /// commit.
    /// </summary>
    public List<char> Steps { get; } = [];

    public TestWrite Write(string sql) => new(sql, Store.Database, Steps);

    /// <summary>Keeps the writer busy with a write until <paramref name="go"/> is set: what is queued waits.</summary>
    /// <returns>A task that ends once the writer is busy, with the task of that write.</returns>
    public async Task<Task> HoldAsync(ManualResetEventSlim go, string sql = "")
    {
        var busy = new TestWrite(sql, Store.Database, Steps) { Gate = go };
        var written = Writer.WriteAsync(busy);
        await busy.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return written;
    }

    public void Dispose()
    {
        Writer.Dispose();
        _timers.Dispose();
        Store.Dispose();
        _folder.Dispose();
    }
}
