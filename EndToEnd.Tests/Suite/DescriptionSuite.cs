using System.Text.Json;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.ApiDescription;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.Suite;

/// <summary>Every route returns every status as openapi.json describes it, on each host.</summary>
public abstract class DescriptionSuite
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private protected abstract Task<RelayTarget> TargetAsync();

    [Fact]
    public async Task Responses_OfEachRouteAndStatus_AreAsDescribed()
    {
        var target = await TargetAsync();
        var api = new CheckedApi(target.Http);
        // An hour is in the future even on a slow machine.
        var waiting = await AcceptAsync(api, "plain", "hello", TimeProvider.System.GetUtcNow().AddHours(1));
        var failed = await AcceptAsync(api, "stops", target.Gateway.Message(_ => new StubResponse(400)));
        await SendMessagesAsync(api);
        await ReadAsync(api);

        await target.Http.UntilAsync(failed, "failed", Deadline);
        await api.SendAsync("GET", "/messages/{id}", id: failed);
        await api.SendAsync("POST", "/messages/{id}/cancel", id: failed);
        await api.SendAsync("POST", "/messages/{id}/resend", id: failed);
        await api.SendAsync("DELETE", "/messages/{id}", id: failed);

        await target.Http.UntilAsync(waiting, "waiting", Deadline);
        await api.SendAsync("GET", "/messages/{id}", id: waiting);
        await api.SendAsync("GET", "/messages/{id}/request", id: waiting);
        await api.SendAsync("DELETE", "/messages/{id}", id: waiting);
        await api.SendAsync("POST", "/messages/{id}/resend", id: waiting);
        await api.SendAsync("POST", "/messages/{id}/cancel", id: waiting);
        foreach (var (method, path) in new[] { ("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("POST", "/resend"), ("GET", "/request") })
            await api.SendAsync(method, "/messages/{id}" + path, id: Guid.CreateVersion7().ToString());

        api.AssertAllSeen();
    }

    private static async Task SendMessagesAsync(CheckedApi api)
    {
        const string hello = """{"message": "hello", "gateway": "partner", "parameters": {"channel": "a"}}""";
        var tooLong = new string('a', 300_000);
        var key = Guid.NewGuid().ToString();
        await api.SendAsync("POST", "/send_message", "{}");
        await api.SendAsync("POST", "/send_message", $$"""{"message": "{{tooLong}}", "gateway": "gateway_1"}""");
        await api.SendAsync("POST", "/send_message", hello, key: key);
        await api.SendAsync("POST", "/send_message", """{"message": "other", "gateway": "plain"}""", key: key);
        await api.SendAsync("POST", "/messages/batch", $"[{hello}, {hello}, {{}}]");
        await api.SendAsync("POST", "/messages/batch", "[");
        await api.SendAsync("POST", "/messages/batch", string.Join('\n', Enumerable.Repeat("{}", 1001)));
        await api.SendAsync("POST", "/gateways/{name}/preview", """{"message": "hello", "parameters": {"channel": "a"}}""", id: "partner");
        await api.SendAsync("POST", "/gateways/{name}/preview", "{}", id: "partner");
        await api.SendAsync("POST", "/gateways/{name}/preview", $$"""{"message": "{{tooLong}}"}""", id: "partner");
        await api.SendAsync("POST", "/gateways/{name}/preview", "{}", id: "a__b");
        foreach (var path in new[] { "/send_message", "/messages/batch", "/messages/resend", "/gateways/{name}/preview" })
            await api.SendAsync("POST", path, "{}", id: "partner", coding: "gzip");
        await api.SendAsync("POST", "/messages/resend", """{"gateway": "stops", "dryRun": true}""");
        await api.SendAsync("POST", "/messages/resend", """{"gateway": 1}""");
        await api.SendAsync("POST", "/messages/resend", new string(' ', 20_000));
    }

    private static async Task ReadAsync(CheckedApi api)
    {
        await api.SendAsync("GET", "/messages", query: "?limit=2&status=delivered,waiting");
        await api.SendAsync("GET", "/messages", query: "?limit=0");
        foreach (var path in new[] { "/overview", "/gateways", "/presets", "/catalogue", "/health/live", "/health/ready", "/openapi.json" })
            await api.SendAsync("GET", path);
    }

    private static async Task<string> AcceptAsync(
        CheckedApi api, string gateway, string message, DateTimeOffset? deliverAt = null)
    {
        var body = deliverAt is null
            ? JsonSerializer.Serialize(new { message, gateway })
            : JsonSerializer.Serialize(new { message, gateway, deliverAt });
        return JsonElement.Parse(await api.SendAsync("POST", "/send_message", body)).GetProperty("id").GetString()!;
    }
}
