using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Tests.Support;
using Newtonsoft.Json.Linq;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>
/// The machine's clock is set while timers wait. A timer fires when the clock shows its time, never before, even if a
/// change of the clock makes that sooner or later than expected.
/// </summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task ClockSetForward_PastTimersFireWithinASecondAndTheOthersWait()
    {
        await using var hub = await Sleeper().StartAsync();
        await hub.StartAsync("Sleep", "passed", "30");
        await hub.StartAsync("Sleep", "ahead", "180");
        await StartScheduledAsync(hub, "scheduled", minutes: 59);
        await hub.IdleAsync();

        var due = hub.Clock.GetUtcNow().AddMinutes(180);
        Set(hub, Hour);
        var passed = EndAsync(hub, "passed");
        var scheduled = EndAsync(hub, "scheduled");
        hub.Clock.Advance(Second);
        await passed;
        await scheduled;

        await NotBeforeAsync(hub, "ahead", due);
    }

    [Fact]
    public async Task ClockSetBack_TimersWaitForTheirTimeAndNewWorkContinues()
    {
        await using var hub = await Sleeper().StartAsync();
        await hub.StartAsync("Sleep", "near", "1");
        await hub.StartAsync("Sleep", "far", "90");
        await StartScheduledAsync(hub, "scheduled", minutes: 1);
        await hub.IdleAsync();

        var start = hub.Clock.GetUtcNow();
        Set(hub, -Hour);
        // New work, with timers that are due before the existing ones.
        await hub.StartAsync("Sleep", "new", "1");
        await hub.IdleAsync();
        await NotBeforeAsync(hub, "new", start - Hour + TimeSpan.FromMinutes(1));
        Assert.Equal(OrchestrationStatus.Pending, (await hub.StateAsync("scheduled"))!.OrchestrationStatus);
        await NotBeforeAsync(hub, "near", start + TimeSpan.FromMinutes(1));
        Assert.Equal("slept", await hub.OutputAsync("scheduled"));
        await NotBeforeAsync(hub, "far", start + TimeSpan.FromMinutes(90));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task ClockSet_WhileNoProcessRuns_TimersKeepTheirTime(int hours)
    {
        await using var hub = await Sleeper().StartAsync();
        await hub.StartAsync("Sleep", "one", "90");
        await hub.IdleAsync();
        var due = hub.Clock.GetUtcNow().AddMinutes(90);

        await hub.ReopenAsync(start: false);
        Set(hub, hours * Hour);
        await hub.StartAsync();
        await hub.IdleAsync();
        await NotBeforeAsync(hub, "one", due);
    }

    [Fact]
    public async Task ClockSetAtRandom_NoTimerIsEarlyByTheClockAndNoneIsLost()
    {
        const int Timers = 200;
        var random = new Random(5);
        await using var hub = await Sleeper().StartAsync();
        for (var i = 0; i < Timers; i++)
            await hub.StartAsync("Sleep", $"{i}", $"{random.Next(1, 600)}");
        // An instance that began to wait after the clock was last set would not have completed at the end.
        await hub.IdleAsync();

        // The clock is also set while timers fire: nothing waits until due work has ended.
        for (var i = 0; i < 500; i++)
        {
            Set(hub, random.Next(-60, 61) * TimeSpan.FromMinutes(1));
            hub.Clock.Advance(random.Next(0, 180) * Second);
            await Task.Yield();
        }

        Set(hub, TimeSpan.FromDays(2));
        hub.Clock.Advance(Second);
        await hub.IdleAsync();
        for (var i = 0; i < Timers; i++)
        {
            Assert.Equal("slept", await hub.OutputAsync($"{i}"));
            var history = JArray.Parse(await hub.Service.GetOrchestrationHistoryAsync($"{i}", null));
            var fired = Assert.Single(history, @event => (int)@event["EventType"]! == (int)EventType.TimerFired);
            Assert.True((DateTime)fired["Timestamp"]! >= (DateTime)fired["FireAt"]!, $"{fired}");
        }

        Assert.Null(hub.Service.NextTimerDue);
    }

    // Sets the time of day, as an operator or a time server does. Timers of the runtime are not affected.
    private static void Set(TestHub hub, TimeSpan by) => hub.Clock.AdjustTime(hub.Clock.GetUtcNow() + by);

    private static async Task NotBeforeAsync(TestHub hub, string id, DateTimeOffset due)
    {
        hub.Clock.Advance(due - hub.Clock.GetUtcNow() - TimeSpan.FromTicks(1));
        await hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Running, (await hub.StateAsync(id))!.OrchestrationStatus);
        hub.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("slept", await hub.OutputAsync(id));
    }

    // Doesn't ask whether the service is idle, since that checks for due timers itself.
    private static async Task EndAsync(TestHub hub, string id)
    {
        var state = await hub.Service.WaitForOrchestrationAsync(
            id, null, Timeout.InfiniteTimeSpan, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(OrchestrationStatus.Completed, state!.OrchestrationStatus);
    }

    private static Task StartScheduledAsync(TestHub hub, string id, int minutes)
    {
        var instance = new OrchestrationInstance { InstanceId = id, ExecutionId = id };
        return hub.Service.CreateTaskOrchestrationAsync(new TaskMessage
        {
            OrchestrationInstance = instance,
            Event = new ExecutionStartedEvent(-1, "\"0\"")
            {
                Name = "Sleep",
                OrchestrationInstance = instance,
                ScheduledStartTime = hub.Clock.GetUtcNow().AddMinutes(minutes).UtcDateTime,
            },
        });
    }

    private static TestHub Sleeper() => new TestHub()
        .Orchestration("Sleep", async (context, _, input) =>
        {
            var minutes = int.Parse(input, CultureInfo.InvariantCulture);
            if (minutes > 0)
                await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(minutes), "");
            return "slept";
        });
}
