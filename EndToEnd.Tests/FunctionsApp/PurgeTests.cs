using System.Net;
using Azure.Data.Tables;
using EndToEnd.Tests.Suite;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>The hourly purge on a Functions app, through the Durable extension.</summary>
[Collection(nameof(SerialWorker))]
public sealed class PurgeTests(RelayTargets targets, SerialWorker serial)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task PurgeEnded_MessageOverItsRetention_DeletesOnlyIt()
    {
        var worker = await serial.GetAsync();
        var (target, host) = (worker.Target, worker.Host);
        var old = await DeliveredAsync();
        var fresh = await DeliveredAsync();
        await AgeAsync(old, TimeSpan.FromHours(2));

        await host.TriggerTimerAsync("PurgeEnded");

        Assert.Equal(HttpStatusCode.NotFound, await StatusCodeAsync(old));
        Assert.Equal(HttpStatusCode.OK, await StatusCodeAsync(fresh));

        async Task<string> DeliveredAsync()
        {
            var id = await target.Http.SendAsync("plain", target.Gateway.Message(_ => StubResponse.Ok));
            await target.Http.UntilAsync(id, "delivered", Deadline);
            return id;
        }

        async Task<HttpStatusCode> StatusCodeAsync(string id)
        {
            using var response = await target.Http.GetAsync(
                new Uri($"/messages/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    // The minimum retention is an hour, so the time of acceptance in the store is set back.
    private async Task AgeAsync(string id, TimeSpan age)
    {
        var stop = TestContext.Current.CancellationToken;
        var instances = new TableClient(await targets.StorageAsync(), $"{SerialWorker.TaskHub}Instances");
        var instance = (await instances.GetEntityAsync<TableEntity>(id, "", cancellationToken: stop)).Value;
        var created = new TableEntity(id, "") { ["CreatedTime"] = instance.GetDateTimeOffset("CreatedTime") - age };
        await instances.UpdateEntityAsync(created, instance.ETag, TableUpdateMode.Merge, stop);
    }
}
