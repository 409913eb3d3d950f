using System.Globalization;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests;

/// <summary>Beside what the contract under load tries: all of it stored before any work begins.</summary>
public sealed class SizeTests
{
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

    private static TestHub Hub() => new TestHub().Orchestration("Collect", async (_, events, input) =>
    {
        var taken = new List<string>();
        while (taken.Count < int.Parse(input, CultureInfo.InvariantCulture))
            taken.Add(await events.WaitAsync("item"));
        return string.Join(',', taken);
    });
}
