using DurableTask.Sqlite.Storage.Files;
using DurableTask.Sqlite.Storage.Readers;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

public sealed class ScheduleTests
{
    private const int FilesAtOnce = 2;
    private static readonly int Schedules = TestSize.Of(normal: 150, @long: 500);

    [Fact]
    public async Task Dispatching_InHundredsOfSchedules_DispatchesAllWorkOnce()
    {
        var first = Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"first seed {first}");
        await Task.WhenAll(Enumerable.Range(0, FilesAtOnce).Select(file => Task.Run(() =>
            RunAll(Enumerable.Range(0, Schedules / FilesAtOnce).Select(i => first + i * FilesAtOnce + file)))));
    }

    private static void RunAll(IEnumerable<int> seeds)
    {
        using var folder = new TempFolder();
        using var store = Store.Open(Path.Combine(folder.Path, "hub.db"), maxRunning: 1);
        // Disposing without a stop simulates a power loss.
        store.Database.Execute("PRAGMA synchronous = OFF");
        using var statements = new WriterStatements(store.Database);
        using var reads = new ReadConnections(store.Path);
        foreach (var seed in seeds)
        {
            statements.DeleteAll();
            try
            {
                using var simulation = new DispatchSimulation(seed, store.Database, statements, reads);
                simulation.Run();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }
    }
}
