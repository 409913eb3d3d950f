using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class TimerTests
{
    [Fact]
    public async Task Timer_ClockAdvancedToDue_RestHasRunWhenIdle()
    {
        await using var hub = await Sleeper().StartAsync();
        await hub.StartAsync("Sleep", "one", "1");
        await hub.IdleAsync();
        Assert.Equal(hub.Clock.GetUtcNow().AddMinutes(1), hub.Service.NextTimerDue);

        hub.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        await hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Running, (await hub.StateAsync("one"))!.OrchestrationStatus);

        hub.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("after", await hub.OutputAsync("one"));
        Assert.Equal(hub.Clock.GetUtcNow().UtcDateTime, (await hub.StateAsync("one"))!.CompletedTime);
        Assert.Null(hub.Service.NextTimerDue);
    }

    [Fact]
    public async Task Timer_MoreThanATimerOfDotNetCanWait_Fires()
    {
        await using var hub = await Sleeper().StartAsync();
        await hub.StartAsync("Sleep", "one", $"{TimeSpan.FromDays(400).TotalMinutes}");
        await hub.IdleAsync();

        hub.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal("after", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Timer_InstanceEndsBefore_IsForgotten()
    {
        await using var hub = await Sleeper().StartAsync();
        await hub.StartAsync("Race", "one");
        await hub.IdleAsync();
        Assert.NotNull(hub.Service.NextTimerDue);

        await hub.RaiseAsync("one", "go", "event");
        Assert.Equal("event", await hub.OutputAsync("one"));
        Assert.Null(hub.Service.NextTimerDue);
    }

    [Fact]
    public async Task Timer_InstanceIsTerminated_IsForgotten()
    {
        await using var hub = await Sleeper().StartAsync();
        await hub.StartAsync("Sleep", "one", "1");
        await hub.IdleAsync();
        await hub.Service.ForceTerminateTaskOrchestrationAsync("one", "enough");
        await hub.IdleAsync();

        Assert.Equal(OrchestrationStatus.Terminated, (await hub.StateAsync("one"))!.OrchestrationStatus);
        Assert.Null(hub.Service.NextTimerDue);
    }

    [Fact]
    public async Task Timers_OfManyInstances_FireInTheirOrder()
    {
        var order = new List<string>();
        await using var hub = await Sleeper()
            .Activity("Note", text =>
            {
                lock (order)
                    order.Add(text);
                return Task.FromResult(text);
            })
            .StartAsync();
        foreach (var minutes in new[] { 5, 1, 4, 2, 3 })
            await hub.StartAsync("Note", $"{minutes}", $"{minutes}");
        await hub.IdleAsync();
        while (hub.Service.NextTimerDue is { } due)
        {
            hub.Clock.Advance(due - hub.Clock.GetUtcNow());
            await hub.IdleAsync();
        }

        Assert.Equal(["1", "2", "3", "4", "5"], order);
    }

    [Fact]
    public async Task Timer_SystemClock_IsNotEarly()
    {
        using var folder = new TempFolder();
        await using var service = new SqliteOrchestrationService(
            new SqliteOrchestrationServiceOptions { Path = Path.Combine(folder.Path, "hub.db") });
        using var worker = new TaskHubWorker(service);
        worker.AddTaskOrchestrations(new NamedCreator<TaskOrchestration>("Sleep", () => new InlineOrchestration(
            async (context, _, _) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddMilliseconds(150), "");
                return "";
            })));
        await worker.StartAsync();
        await new TaskHubClient(service).CreateOrchestrationInstanceAsync("Sleep", "", "one", "");
        await service.WaitForOrchestrationAsync(
            "one", null, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        var history = Newtonsoft.Json.Linq.JArray.Parse(await service.GetOrchestrationHistoryAsync("one", null));
        var fired = history.Single(@event => (int)@event["EventType"]! == (int)EventType.TimerFired);
        var late = (DateTime)fired["Timestamp"]! - (DateTime)fired["FireAt"]!;
        // How late it is depends on the machine's load.
        Assert.True(late >= TimeSpan.Zero, $"Fired {late} after it was due.");
        await worker.StopAsync(isForced: true);
    }

    [Fact]
    public async Task Terminate_BeforeTheFirstEpisode_OrchestratorDoesNotRun()
    {
        var runs = 0;
        await using var hub = Sleeper()
            .Orchestration("Act", (context, _, input) => context.ScheduleTask<string>("Run", "", input))
            .Activity("Run", text =>
            {
                runs++;
                return Task.FromResult(text);
            });
        await hub.StartAsync("Act", "one");
        await hub.Service.ForceTerminateTaskOrchestrationAsync("one", "enough");
        await hub.StartAsync();
        await hub.IdleAsync();

        var state = await hub.StateAsync("one");
        Assert.Equal(OrchestrationStatus.Terminated, state!.OrchestrationStatus);
        Assert.Equal("enough", state.Output);
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task ScheduledStart_TerminatedBefore_EndsAtOnce()
    {
        await using var hub = await Sleeper().StartAsync();
        var instance = new OrchestrationInstance { InstanceId = "one", ExecutionId = "first" };
        await hub.Service.CreateTaskOrchestrationAsync(new TaskMessage
        {
            OrchestrationInstance = instance,
            Event = new ExecutionStartedEvent(-1, "\"1\"")
            {
                Name = "Sleep",
                OrchestrationInstance = instance,
                ScheduledStartTime = hub.Clock.GetUtcNow().AddDays(1).UtcDateTime,
            },
        });
        await hub.RaiseAsync("one", "held", "");
        await hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Pending, (await hub.StateAsync("one"))!.OrchestrationStatus);

        await hub.Service.ForceTerminateTaskOrchestrationAsync("one", "enough");
        await hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Terminated, (await hub.StateAsync("one"))!.OrchestrationStatus);
        Assert.Null(hub.Service.NextTimerDue);
    }

    private static TestHub Sleeper() => new TestHub()
        .Orchestration("Sleep", async (context, _, input) =>
        {
            var minutes = int.Parse(input, CultureInfo.InvariantCulture);
            await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(minutes), "");
            return await context.ScheduleTask<string>("Echo", "", "after");
        })
        .Orchestration("Note", async (context, _, input) =>
        {
            var minutes = int.Parse(input, CultureInfo.InvariantCulture);
            await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(minutes), "");
            return await context.ScheduleTask<string>("Note", "", input);
        })
        .Orchestration("Race", async (context, events, _) =>
        {
            using var cancellation = new CancellationTokenSource();
            var timer = context.CreateTimer(context.CurrentUtcDateTime.AddDays(1), "timer", cancellation.Token);
            var first = await Task.WhenAny(timer, events.WaitAsync("go"));
            cancellation.Cancel();
            return await first;
        })
        .Activity("Echo", Task.FromResult);
}
