using System.Diagnostics;
using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Storage.Readers;

namespace DurableTask.Sqlite.Tests.Faults.Killing;

/// <summary>A store whose process is killed repeatedly, with all that its processes acknowledged.</summary>
internal sealed class KilledStore(string path, Random random, IReadOnlyDictionary<string, string>? environment = null)
{
    private const int NumbersALife = 1_000_000;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly HashSet<int> _acknowledged = [];
    private int _lives;

    /// <summary>
    /// Starts a process and kills it: while it opens the file and loads its work, or after some acknowledgements. The
    /// first process has at least one, since a test would show nothing without any.
    /// </summary>
    public async Task LiveAndDieAsync(int maxCount)
    {
        using var process = KilledProcess.Start(path, _lives++ * NumbersALife, environment);
        var output = process.StandardOutput;
        try
        {
            Assert.Equal("opening", await output.ReadLineAsync().WaitAsync(Timeout));
            if (random.Next(4) == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(150)), TimeProvider.System);
            var count = random.Next(4) == 0 ? 0 : random.Next(maxCount);
            for (var left = _lives == 1 ? Math.Max(1, count) : count; left > 0; left--)
            {
                var line = await output.ReadLineAsync().WaitAsync(Timeout)
                    ?? throw new InvalidOperationException("The process ended by itself.");
                Acknowledge(line);
            }
        }
        finally
        {
            process.Kill();
        }

        await AcknowledgeRestAsync(process);
    }

    /// <summary>Starts a process that its environment kills.</summary>
    public async Task LiveUntilKilledAsync(IReadOnlyDictionary<string, string> around)
    {
        const int Killed = 128 + 9;
        using var process = KilledProcess.Start(path, _lives++ * NumbersALife, around);
        try
        {
            Assert.Equal("opening", await process.StandardOutput.ReadLineAsync().WaitAsync(Timeout));
            await AcknowledgeRestAsync(process);
            Assert.Equal(Killed, process.ExitCode);
        }
        finally
        {
            process.Kill();
        }
    }

    // Lines that were complete when the process died are valid; a line that was cut off is not.
    private async Task AcknowledgeRestAsync(Process process)
    {
        var rest = await process.StandardOutput.ReadToEndAsync().WaitAsync(Timeout);
        foreach (var line in rest.Split('\n').SkipLast(1))
            Acknowledge(line);
        await process.WaitForExitAsync().WaitAsync(Timeout);
    }

    /// <summary>Lets a last process complete all work, and counts the results.</summary>
    public async Task<KilledStoreResult> FinishAsync()
    {
        await RunToTheEndAsync();
        using var reads = new ReadConnections(path);
        var reader = new StateReader(reads);
        var done = _acknowledged.Where(number => IsDone(reader, number)).ToList();
        var missing = _acknowledged.Where(number => reader.State(KilledProcess.Id(number)) is null).ToList();
        var all = reader.States(new InstanceFilter(), int.MaxValue, long.MaxValue).Page;
        return new KilledStoreResult(
            _lives,
            _acknowledged.Count,
            all.Count,
            Lost: missing.Count,
            Wrong: _acknowledged.Count - missing.Count - done.Count,
            Twice: all.Count(state => HasResultTwice(reader.History(state.OrchestrationInstance.InstanceId)!)),
            // Work that was not acknowledged may be there too, complete except for events that were never sent.
            Stuck: all.Count(state => state is not { OrchestrationStatus: OrchestrationStatus.Completed }
                and not { Name: "Collect" }));
    }

    private void Acknowledge(string line) => _acknowledged.Add(int.Parse(line, CultureInfo.InvariantCulture));

    private async Task RunToTheEndAsync()
    {
        await using var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = path });
        using var worker = new TaskHubWorker(service);
        MixedLoad.Register(worker);
        await worker.StartAsync();
        do
            await service.WhenIdleAsync().WaitAsync(Timeout);
        while (service.NextTimerDue is not null);
        await worker.StopAsync(isForced: true);
    }

    private static bool IsDone(StateReader reader, int number) =>
        reader.State(KilledProcess.Id(number)) is { OrchestrationStatus: OrchestrationStatus.Completed } state
        && state.Output == $"\"{MixedLoad.Output(MixedLoad.Name(number))}\"";

    private static bool HasResultTwice(List<HistoryEvent> history)
    {
        bool Same(IEnumerable<int> asked, IEnumerable<int> answered) => asked.Order().SequenceEqual(answered.Order());

        return !Same(
                history.OfType<TaskScheduledEvent>().Select(@event => @event.EventId),
                history.OfType<TaskCompletedEvent>().Select(@event => @event.TaskScheduledId))
            || !Same(
                history.OfType<TimerCreatedEvent>().Select(@event => @event.EventId),
                history.OfType<TimerFiredEvent>().Select(@event => @event.TimerId))
            || history.OfType<ExecutionStartedEvent>().Count() != 1
            || history.OfType<SubOrchestrationInstanceCompletedEvent>().Count() > 1;
    }
}
