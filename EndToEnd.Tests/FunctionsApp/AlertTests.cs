using System.Net.Http.Json;
using System.Text.Json;
using EndToEnd.Tests.Suite;
using EndToEnd.Tests.Targets;
using EndToEnd.Tests.WorkerHost;
using EndToEnd.Tests.WorkerHost.Workers;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>Alerts on a Functions app: counts, state and message go through the Durable extension and Azure Storage.</summary>
public sealed class AlertTests(RelayTargets targets)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task WatchGateways_GatewayFails_NotifiesOnce()
    {
        await using var worker = await targets.OwnWorkerAsync(
            "RelayAlerts",
            ("Alerts__ops__gateway", "plain"),
            ("Alerts__ops__watch__0", "once"),
            ("Alerts__ops__failures__count", "3"));
        var (target, host) = (worker.Target, worker.Host);
        await LookAsync(host);
        Assert.Empty(await AlertsAsync(target));
        foreach (var message in new[] { target.Gateway.Message(_ => StubResponse.Unavailable), target.Gateway.Message(_ => StubResponse.Unavailable) })
            await target.Http.UntilAsync(await target.Http.SendAsync("once", message), "failed", Deadline);
        await target.Http.UntilAsync(await SendChainAsync(target, target.Gateway.Message(FailOnce)), "delivered", Deadline);

        await LookAsync(host);
        // After a slow count, the next evaluations are skipped.
        while ((await AlertsAsync(target)).Count == 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
            await LookAsync(host);
        }

        var id = Assert.Single(await AlertsAsync(target));
        await target.Http.UntilAsync(id, "delivered", Deadline);
        await LookAsync(host);
        await LookAsync(host);

        Assert.Single(await AlertsAsync(target));
        Assert.Contains("gateway once has been in trouble", Assert.Single(target.Gateway.RequestsOf(id)).Body, StringComparison.Ordinal);

        static StubResponse FailOnce(ReceivedRequest request) => request.Target == "/once" ? StubResponse.Unavailable : StubResponse.Ok;
    }

    private static async Task<string> SendChainAsync(RelayTarget target, string message)
    {
        using var response = await target.Http.PostAsync("/send_message", $$"""{"message": "{{message}}", "gateway": ["once", "plain"]}""");
        response.EnsureSuccessStatusCode();
        return response.Headers.Location!.ToString()["/messages/".Length..];
    }

    // The state of the previous evaluation may not be stored completely yet: a minute later it is, and here the next
    // evaluation retries.
    private static async Task LookAsync(FunctionsWorkerHost host)
    {
        while (true)
        {
            try
            {
                await host.TriggerTimerAsync("WatchGateways");
                return;
            }
            catch (FunctionFailedException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<IReadOnlyList<string>> AlertsAsync(RelayTarget target)
    {
        var list = await target.Http.GetFromJsonAsync<JsonElement>(
            new Uri("/messages?gateway=plain", UriKind.Relative), TestContext.Current.CancellationToken);
        return
        [
            .. list.GetProperty("messages").EnumerateArray()
                .Where(message => message.TryGetProperty("alert", out var alert) && alert.GetString() == "ops")
                .Select(message => message.GetProperty("id").GetString()!),
        ];
    }
}
