using System.Globalization;
using DurableTask.Core.History;
using DurableTask.Sqlite.Tests.Support;
using Newtonsoft.Json.Linq;

namespace DurableTask.Sqlite.Tests.Client;

/// <summary>Large backlogs of events that are stored before the worker starts. <c>LoadContract</c> covers events sent to a running worker.</summary>
public sealed class SizeTests
{
    [Fact]
    public async Task Events_TenThousandStored_AreReceivedInOrder()
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

    [Fact]
    public async Task Events_OverTheInboxLimit_AreReceivedInOrderOverSeveralEpisodes()
    {
        var text = new string('x', 15_000);
        await using var hub = Hub();
        await hub.StartAsync("Collect", "one", "500");
        for (var i = 0; i < 500; i++)
            await hub.RaiseAsync("one", "item", $"{i} {text}");

        await hub.StartAsync();
        var taken = (await hub.OutputAsync("one"))!.Split(',');
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i} {text}"), taken);
        var history = JArray.Parse(await hub.Service.GetOrchestrationHistoryAsync("one", null));
        var episodes = history.Count(@event => (int)@event["EventType"]! == (int)EventType.OrchestratorStarted);
        Assert.InRange(episodes, 7, 9);
    }

    private static TestHub Hub() => new TestHub().Orchestration("Collect", async (_, events, input) =>
    {
        var taken = new List<string>();
        while (taken.Count < int.Parse(input, CultureInfo.InvariantCulture))
            taken.Add(await events.WaitAsync("item"));
        return string.Join(',', taken);
    });
}
