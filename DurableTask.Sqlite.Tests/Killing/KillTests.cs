using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Killing;

public sealed class KillTests
{
    private const int Kills = 12;
    private const int LargestRun = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Kill_AtRandomMoments_NothingAcknowledgedIsLostOrComesTwice()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "hub.db");
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var acknowledged = new HashSet<int>();
        for (var kill = 0; kill < Kills; kill++)
            acknowledged.UnionWith(await RunAndKillAsync(path, kill * 1_000_000, random.Next(1, LargestRun)));

        await FinishAsync(path);

        using var reader = new StoreReader(path);
        Assert.NotEmpty(acknowledged);
        Assert.All(acknowledged, number =>
        {
            var state = reader.State(KilledProcess.Id(number));
            Assert.Equal(OrchestrationStatus.Completed, state?.OrchestrationStatus);
            Assert.Equal($"\"{MixedLoad.Output(MixedLoad.Name(number))}\"", state!.Output);
        });

        // What was not acknowledged may be there too, whole, but for events that were never sent.
        var all = reader.States(new InstanceFilter(), int.MaxValue).Page;
        Assert.All(all, state =>
        {
            Assert.True(state.OrchestrationStatus == OrchestrationStatus.Completed || state.Name == "Collect");
            AssertNoResultTwice(reader.History(state.OrchestrationInstance.InstanceId)!);
        });
    }

    private static async Task<List<int>> RunAndKillAsync(string path, int first, int count)
    {
        using var process = KilledProcess.Start(path, first);
        var acknowledged = new List<int>();
        try
        {
            while (acknowledged.Count < count)
            {
                var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
                    ?? throw new InvalidOperationException("The process ended by itself.");
                acknowledged.Add(int.Parse(line, CultureInfo.InvariantCulture));
            }
        }
        finally
        {
            process.Kill();
        }

        // What it had said before it died counts; a line that was cut off does not.
        var rest = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        var lines = rest.Split('\n').SkipLast(1);
        acknowledged.AddRange(lines.Select(line => int.Parse(line, CultureInfo.InvariantCulture)));
        await process.WaitForExitAsync().WaitAsync(Patience);
        return acknowledged;
    }

    private static async Task FinishAsync(string path)
    {
        await using var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = path });
        using var worker = new TaskHubWorker(service);
        MixedLoad.Register(worker);
        await worker.StartAsync();
        do
            await service.WhenIdleAsync().WaitAsync(Patience);
        while (service.NextTimerDue is not null);
        await worker.StopAsync(isForced: true);
    }

    private static void AssertNoResultTwice(List<HistoryEvent> history)
    {
        var scheduled = history.OfType<TaskScheduledEvent>().Select(@event => @event.EventId);
        var completed = history.OfType<TaskCompletedEvent>().Select(@event => @event.TaskScheduledId).ToList();
        Assert.Equal(scheduled.Order(), completed.Order());
        Assert.Equal(
            history.OfType<TimerCreatedEvent>().Select(@event => @event.EventId).Order(),
            history.OfType<TimerFiredEvent>().Select(@event => @event.TimerId).Order());
        Assert.True(history.OfType<ExecutionStartedEvent>().Count() == 1);
        Assert.True(history.OfType<SubOrchestrationInstanceCompletedEvent>().Count() <= 1);
    }
}
