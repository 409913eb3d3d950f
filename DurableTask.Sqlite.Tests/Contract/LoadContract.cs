using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>
/// Large numbers in one instance; smaller ones on the emulator, which processes a few dozen messages per second.
/// </summary>
public abstract class LoadContract(ContractHub hub) : ContractCases(hub)
{
    [Fact]
    public async Task Activities_AThousandFannedOut_AllResultsInOrder()
    {
        var count = Hub.Amount(1_000, onTheEmulator: 100);
        var expected = string.Join(',', Enumerable.Range(0, count));

        Assert.Equal(Json(expected), (await RunAsync("FanOut", $"{count}")).Output);
    }

    [Fact]
    public async Task Events_TenThousand_AreReceivedInOrder()
    {
        var count = Hub.Amount(10_000, onTheEmulator: 100);
        var id = await StartAsync("Collect", $"{count}");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await SendInOrderAsync(id, count);

        Assert.Equal(Json(string.Join(',', Enumerable.Range(0, count))), (await WaitForEndAsync(id)).Output);
    }

    // Each of its executions takes one event, and leaves the others to the next.
    [Fact]
    public async Task ContinueAsNew_EventsCarriedOverAHundredTimes_NoneIsLostAndTheirOrderStays()
    {
        var count = Hub.Amount(100, onTheEmulator: 15);
        var id = await StartAsync("TakeOneEach", $"{count}");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await SendInOrderAsync(id, count);

        Assert.Equal(Json(string.Join(',', Enumerable.Range(0, count))), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task SubOrchestrations_AHundredFannedOut_AllResultsInOrder()
    {
        var count = Hub.Amount(100, onTheEmulator: 10);
        var expected = string.Join(',', Enumerable.Range(0, count).Select(i => string.Concat(Enumerable.Repeat(i, 8))));

        Assert.Equal(Json(expected), (await RunAsync("Family", $"{count}")).Output);
    }

    [Fact]
    public async Task Payloads_OfTenMegabytes_AreReturnedUnchanged()
    {
        var text = new string('x', Hub.Amount(10_000_000, onTheEmulator: 1_000_000));
        var id = await StartAsync("Heavy", text);
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await RaiseAsync(id, "item", text);
        var state = await WaitForEndAsync(id);

        Assert.Equal(OrchestrationStatus.Completed, state.OrchestrationStatus);
        Assert.Equal(Json(text), state.Input);
        Assert.Equal(Json(text), state.Output);
    }

    // Azure Storage keeps no order within a batch.
    private async Task SendInOrderAsync(string id, int count)
    {
        var batch = Hub.Amount(100, onTheEmulator: 1);
        for (var sent = 0; sent < count; sent += batch)
            await SendBatchAsync(id, sent, batch);
    }
}
