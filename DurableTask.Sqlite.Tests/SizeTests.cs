using System.Globalization;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests;

public sealed class SizeTests
{
    [Fact]
    public async Task FanOut_ThousandActivities_AllResultsOnce()
    {
        await using var hub = await Hub().StartAsync();
        await hub.StartAsync("Fan", "one", "1000");

        Assert.Equal(string.Join(',', Enumerable.Range(0, 1_000)), await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Payload_TenMegabytes_ComesThroughEachStep()
    {
        await using var hub = await Hub().StartAsync();
        var text = new string('x', 10_000_000);
        await hub.StartAsync("Say", "one", text);
        await hub.StartAsync("Ask", "two");
        await hub.IdleAsync();
        await hub.RaiseAsync("two", "go", text);

        Assert.Equal(text, await hub.OutputAsync("one"));
        Assert.Equal(text, await hub.OutputAsync("two"));
    }

    [Fact]
    public async Task Events_TenThousandAtOnce_TakenInTheirOrder()
    {
        await using var hub = Hub();
        await hub.StartAsync("Collect", "one", "10000");
        var last = Task.CompletedTask;
        for (var i = 0; i < 10_000; i++)
        {
            last = hub.RaiseAsync("one", "item", i.ToString(CultureInfo.InvariantCulture));
            if (i % 1_000 == 0)
                await last;
        }

        await last;
        await hub.StartAsync();
        Assert.Equal(string.Join(',', Enumerable.Range(0, 10_000)), await hub.OutputAsync("one"));
    }

    private static TestHub Hub() => new TestHub()
        .Orchestration("Say", (context, _, input) => context.ScheduleTask<string>("Say", "", input))
        .Orchestration("Ask", (_, events, _) => events.WaitAsync("go"))
        .Orchestration("Fan", async (context, _, input) => string.Join(',', await Task.WhenAll(
            Enumerable.Range(0, Int(input)).Select(i => context.ScheduleTask<string>("Say", "", $"{i}")))))
        .Orchestration("Collect", async (_, events, input) =>
        {
            var taken = new List<string>();
            while (taken.Count < Int(input))
                taken.Add(await events.WaitAsync("item"));
            return string.Join(',', taken);
        })
        .Activity("Say", Task.FromResult);

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
