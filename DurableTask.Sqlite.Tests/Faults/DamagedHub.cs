using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>A hub with instances on many pages, of which a test damages one.</summary>
internal static class DamagedHub
{
    public const int Instances = 200;

    /// <summary>Starts a hub whose instances sleep for an hour, and then wait for an event.</summary>
    /// <param name="onFired">Called with the id of each instance whose timer fired.</param>
    public static async Task<TestHub> StartWithSleepersAsync(Action<string>? onFired = null)
    {
        var hub = await new TestHub()
            .Orchestration("Sleep", async (context, events, input) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
                onFired?.Invoke(input);
                return await events.WaitAsync("go");
            })
            .Orchestration("Say", (_, _, input) => Task.FromResult(input))
            .StartAsync();
        await hub.StartAllAsync("Sleep");
        await hub.IdleAsync();
        return hub;
    }

    public static Task StartAllAsync(this TestHub hub, string name) =>
        Task.WhenAll(Enumerable.Range(0, Instances).Select(i => hub.StartAsync(name, $"{i}", $"{i}")));

    /// <summary>Advances the clock with one write per second, and waits for the last write and so for all before it.</summary>
    public static async Task PassAsync(this TestHub hub, int seconds)
    {
        var said = "";
        for (var second = 0; second < seconds; second++)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
            await hub.StartAsync("Say", said = Guid.CreateVersion7().ToString());
        }

        await hub.Client.WaitForOrchestrationAsync(
            new OrchestrationInstance { InstanceId = said }, TimeSpan.MaxValue, TestContext.Current.CancellationToken);
    }

    public static void AssertReportsTheRemedy(this TestHub hub, string message)
    {
        Assert.Contains(hub.Path, message, StringComparison.Ordinal);
        Assert.Contains("backup", message, StringComparison.Ordinal);
    }
}
