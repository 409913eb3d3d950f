using System.Collections.Concurrent;
using System.Globalization;
using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;
using Newtonsoft.Json;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>
/// Orchestrations of the kinds that the official samples show and that the other providers' suites test, written for
/// <see cref="TaskHubWorker"/>.
/// </summary>
public sealed class SampleTests : IAsyncDisposable
{
    private readonly TestHub _hub = new();
    private readonly ConcurrentQueue<string> _journal = [];

    private DateTime Now => _hub.Clock.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task Chaining_HelloCities()
    {
        string[] cities = ["Tokyo", "Seattle", "London"];
        await StartAsync<HelloCities>(worker => worker.Activity("SayHello", (string city) => $"Hello, {city}!"));

        Assert.Equal(
            ["Hello, Tokyo!", "Hello, Seattle!", "Hello, London!"],
            await RunAsync<string[]>(typeof(HelloCities), cities));
    }

    [Fact]
    public async Task FanOutAndIn_BackUpFolder()
    {
        await StartAsync<BackUpFolder>(worker => worker
            .Activity("ListFiles", (string folder) => Enumerable.Range(0, 50).Select(i => $"{folder}/{i}").ToArray())
            .Activity("CopyFile", (string file) => long.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture)));

        Assert.Equal(Enumerable.Range(0, 50).Sum(), await RunAsync<long>(typeof(BackUpFolder), "photos"));
    }

    [Theory]
    [InlineData(true, 1, 42)]
    [InlineData(true, 1, 2, 42)]
    [InlineData(false, 1, 2, 3, 42)]
    [InlineData(false, 1)]
    [InlineData(false)]
    public async Task HumanInteraction_VerifyPhone(bool expected, params int[] responses)
    {
        await StartAsync<VerifyPhone>(worker => worker.Activity("SendCode", (string phone) => 42));
        var instance = await _hub.Client.CreateOrchestrationInstanceAsync(typeof(VerifyPhone), "+1 555 0100");
        foreach (var response in responses)
        {
            await _hub.IdleAsync();
            _hub.Clock.Advance(TimeSpan.FromSeconds(20));
            await _hub.Client.RaiseEventAsync(instance, "response", response);
        }

        Assert.Equal(expected, await EndAsync<bool>(instance));
        Assert.Null(_hub.Service.NextTimerDue);
    }

    [Theory]
    [InlineData(3, "job has ended", 3)]
    [InlineData(1_000, "given up", 60)]
    public async Task Monitor_MonitorJob(int polls, string expected, int minutes)
    {
        var asked = 0;
        await StartAsync<MonitorJob>(worker => worker
            .Activity("HasEnded", (string job) => asked++ == polls)
            .Activity("Report", (string job) => job + " has ended"));
        var start = Now;

        Assert.Equal(expected, await RunAsync<string>(typeof(MonitorJob), "job"));
        Assert.Equal(TimeSpan.FromMinutes(minutes), Now - start);
    }

    [Fact]
    public async Task Eternal_CleanUpHourly()
    {
        await StartAsync<CleanUpHourly>(worker => worker.Activity("CleanUp", (int round) => Note($"{round}")));
        var instance = await _hub.Client.CreateOrchestrationInstanceAsync(typeof(CleanUpHourly), 0);
        for (var hour = 0; hour < 30; hour++)
        {
            await _hub.IdleAsync();
            _hub.Clock.Advance(TimeSpan.FromHours(1));
        }

        await _hub.IdleAsync();
        var state = await _hub.StateAsync(instance.InstanceId);
        Assert.Equal("\"round 30\"", state!.Status);
        Assert.Equal(Enumerable.Range(0, 31).Select(round => $"{round}"), _journal);
        Assert.InRange(JsonConvert.DeserializeObject<object[]>(
            await _hub.Service.GetOrchestrationHistoryAsync(instance.InstanceId, null))!.Length, 1, 10);

        await _hub.Client.TerminateInstanceAsync(instance, "enough");
        await _hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Terminated, (await _hub.StateAsync(instance.InstanceId))!.OrchestrationStatus);
    }

    [Fact]
    public async Task SubOrchestrationsFannedOut_ProvisionDevices()
    {
        string[] devices = ["lamp", "door"];
        await StartAsync<ProvisionDevices>(worker => worker
            .AddTaskOrchestrations(typeof(ProvisionDevice))
            .Activity("CreateKey", (string device) => $"key of {device}")
            .Activity("Install", (string key) => $"address by {key}")
            .Activity("Connect", (string address) => $"connected to {address}"));

        Assert.Equal(
            ["connected to address by key of lamp", "connected to address by key of door"],
            await RunAsync<string[]>(typeof(ProvisionDevices), devices));
    }

    [Fact]
    public async Task CounterByEvents_Counter()
    {
        await StartAsync<Counter>(_ => { });
        var first = await _hub.Client.CreateOrchestrationInstanceAsync(typeof(Counter), 10);
        // Its current execution, since the framework drops an event for another one.
        var instance = new OrchestrationInstance { InstanceId = first.InstanceId };
        for (var i = 0; i < 20; i++)
            await _hub.Client.RaiseEventAsync(instance, "operation", i < 15 ? "increment" : "decrement");
        await _hub.IdleAsync();
        Assert.Equal("20", (await _hub.StateAsync(instance.InstanceId))!.Status);

        await _hub.Client.RaiseEventAsync(instance, "operation", "end");
        Assert.Equal(20, await EndAsync<int>(instance));
    }

    [Fact]
    public async Task RetriesWithBackoff_ChargeCard()
    {
        var start = Now;
        await StartAsync<ChargeCard>(worker => worker.Activity("Charge", (string card) =>
        {
            Note($"{(Now - start).TotalSeconds}");
            return _journal.Count == 5 ? "charged" : throw new InvalidOperationException("busy");
        }));

        Assert.Equal("charged", await RunAsync<string>(typeof(ChargeCard), "card"));
        Assert.Equal(["0", "5", "15", "35", "65"], _journal);
    }

    [Fact]
    public async Task Compensation_BookTrip()
    {
        string[] parts = ["flight", "hotel", "car", "guide"];
        await StartAsync<BookTrip>(worker => worker
            .Activity("Book", (string part) => part == "car" ? throw new InvalidOperationException("no car") : Note(part))
            .Activity("Cancel", (string part) => Note("no " + part)));

        Assert.Equal("no car", await RunAsync<string>(typeof(BookTrip), parts));
        Assert.Equal(["flight", "hotel", "no hotel", "no flight"], _journal);
    }

    [Fact]
    public async Task Recursion_Factorial()
    {
        await StartAsync<Factorial>(worker => worker.Activity("Multiply", (long[] pair) => pair[0] * pair[1]));

        Assert.Equal(2_432_902_008_176_640_000, await RunAsync<long>(typeof(Factorial), 20L));
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private bool Note(string line)
    {
        _journal.Enqueue(line);
        return true;
    }

    private Task<TestHub> StartAsync<TOrchestration>(Action<TaskHubWorker> register) =>
        _hub.Register(worker => register(worker.AddTaskOrchestrations(typeof(TOrchestration)))).StartAsync();

    private async Task<TResult> RunAsync<TResult>(Type orchestration, object input) =>
        await EndAsync<TResult>(await _hub.Client.CreateOrchestrationInstanceAsync(orchestration, input));

    private async Task<TResult> EndAsync<TResult>(OrchestrationInstance instance)
    {
        await _hub.IdleAsync();
        while (_hub.Service.NextTimerDue is { } due)
        {
            _hub.Clock.Advance(due - _hub.Clock.GetUtcNow());
            await _hub.IdleAsync();
        }

        var state = await _hub.StateAsync(instance.InstanceId);
        Assert.Equal(OrchestrationStatus.Completed, state!.OrchestrationStatus);
        return JsonConvert.DeserializeObject<TResult>(state.Output)!;
    }
}
