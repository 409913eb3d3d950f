using System.Globalization;
using System.Net;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Bursts for gateways that limit requests as the real services do.</summary>
public sealed class ServiceLimitTests
{
    private const string Catalogue =
        """
        {
          "gateways": {
            "discord": { "preset": "discord" },
            "telegram": { "preset": "telegram", "url": "GATEWAY/", "settings": { "chatId": "@news" } },
            "ntfy": { "preset": "ntfy", "settings": { "server": "GATEWAY", "topic": "news" } },
            "matrix": { "preset": "matrix", "settings": { "server": "GATEWAY", "roomId": "!r:matrix.example" } },
            "header": { "url": "GATEWAY/" },
            "silent": { "url": "GATEWAY/" },
            "inBody": { "url": "GATEWAY/", "throttled": { "json": { "/code": 6 } }, "retry": { "stopOn": [400] } },
            "oauth": { "url": "GATEWAY/", "auth": { "oauth2": { "tokenUrl": "GATEWAY/token", "clientId": "a", "clientSecret": "b" } } },
            "pointer": { "url": "GATEWAY/", "retry": { "wait": { "json": "/wait/ms", "unit": "milliseconds" } } },
            "epoch": { "url": "GATEWAY/", "retry": { "wait": { "header": "X-RateLimit-Reset", "unit": "epochSeconds" } } }
          }
        }
        """;

    private static readonly string[] Secrets =
    [
        "--Gateways:discord:secrets:webhookUrl=GATEWAY/",
        "--Gateways:telegram:secrets:token=t",
        "--Gateways:matrix:secrets:accessToken=t",
    ];

    // The limits that the services have by default: requests at once, then requests a second. The last four gateways
    // have no limits in the catalogue, so that only the refusals show them.
    [Theory]
    [InlineData("discord", 30, 5, 2.5)]
    [InlineData("telegram", 80, 20, 20 / 60.0)]
    [InlineData("ntfy", 100, 60, 0.2)]
    [InlineData("matrix", 60, 10, 0.2)]
    [InlineData("header", 40, 5, 0.5)]
    [InlineData("silent", 40, 5, 0.5)]
    [InlineData("inBody", 40, 5, 0.5)]
    [InlineData("epoch", 40, 5, 0.5)]
    public async Task Burst_AtAServiceWithALimit_IsDeliveredWhole(string service, int messages, int atOnce, double perSecond)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue, settings: Secrets);
        var start = relay.Clock.GetUtcNow();
        var bucket = new TokenBucket(atOnce, perSecond);
        relay.Gateway.Respond = request => bucket.Take(request.At - start) is { } wait ? Refusal(service, request.At, wait) : Accepted(service);

        var ids = await Task.WhenAll(Enumerable.Range(0, messages).Select(i => relay.SendAsync($"{i}", service)));
        await AdvanceUntilEndedAsync(relay, ids, TimeSpan.FromMinutes(30));

        foreach (var id in ids)
            Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("header", 429, "Retry-After", "300")]
    [InlineData("header", 429, "Retry-After", "299.5")]
    [InlineData("header", 503, "Retry-After", "300")]
    [InlineData("header", 429, "Retry-After", "Tue, 01 Jan 2030 12:05:00 GMT")]
    [InlineData("epoch", 429, "X-RateLimit-Reset", "1893499500")]
    [InlineData("pointer", 429, null, "{\"wait\":{\"ms\":300000}}")]
    public async Task Refusal_OfOneMessage_HoldsTheOthersWithoutAnAttempt(string gateway, int status, string? header, string wait)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue, settings: Secrets);
        var start = relay.Clock.GetUtcNow();
        var refusal = header is null ? new StubResponse(status, wait) : new StubResponse(status, "", (header, wait));
        relay.Gateway.Respond = request => request.At == start ? refusal : StubResponse.Ok;

        var ids = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            ids.Add(await relay.SendAsync($"{i}", gateway));
            await relay.AdvanceAsync(TimeSpan.FromSeconds(0.5));
        }

        await relay.AdvanceAsync(TimeSpan.FromSeconds(295));
        Assert.Equal([ids[0]], relay.Gateway.Requests.Select(request => request.MessageId));
        await AdvanceUntilEndedAsync(relay, ids, TimeSpan.FromMinutes(2));

        Assert.Equal(
            [(ids[0], 1), (ids[0], 2), .. ids.Skip(1).Select(id => (id, 1))],
            relay.Gateway.Requests.Select(request => (request.MessageId, request.Attempt)).Order());
    }

    // Many services name a second, or none, for as long as they are overloaded.
    [Theory]
    [InlineData(429, "1")]
    [InlineData(429, "0")]
    [InlineData(503, "1")]
    public async Task Refusal_ForLongerThanItNames_LosesNoMessage(int status, string seconds)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue, settings: Secrets);
        var open = relay.Clock.GetUtcNow() + TimeSpan.FromSeconds(100);
        relay.Gateway.Respond = request => request.At < open ? new StubResponse(status, "", ("Retry-After", seconds)) : StubResponse.Ok;

        var ids = new List<string> { await relay.SendAsync("0", "header") };
        await relay.IdleAsync();
        for (var i = 1; i < 30; i++)
            ids.Add(await relay.SendAsync($"{i}", "header"));
        await AdvanceUntilEndedAsync(relay, ids, TimeSpan.FromMinutes(20));

        foreach (var id in ids)
            Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        Assert.InRange(relay.Gateway.Requests.Count, ids.Count + 1, ids.Count + 8);
    }

    // The token endpoint is a part of the gateway: its refusals ("not now") are treated like the gateway's own.
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Refusal_OfAToken_HoldsTheGatewayForTheWait(int status)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue, settings: Secrets);
        var open = relay.Clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        relay.Gateway.Respond = request => request.Target != "/token" ? StubResponse.Ok
            : request.At < open ? new StubResponse(status, "", ("Retry-After", "300"))
            : new StubResponse(200, """{"access_token":"t","expires_in":3600}""");

        var ids = new List<string> { await relay.SendAsync("0", "oauth") };
        await relay.IdleAsync();
        for (var i = 1; i < 8; i++)
            ids.Add(await relay.SendAsync($"{i}", "oauth"));
        await AdvanceUntilEndedAsync(relay, ids, TimeSpan.FromMinutes(10));

        var statuses = await Task.WhenAll(ids.Select(relay.StatusAsync));
        Assert.All(statuses, status => Assert.Equal("delivered", status.GetProperty("status").GetString()));
        Assert.Equal([2, 1, 1, 1, 1, 1, 1, 1], statuses.Select(status => status.GetProperty("attempts").GetArrayLength()));
        Assert.Equal(2, relay.Gateway.Requests.Count(request => request.Target == "/token"));
    }

    /// <summary>Advances the clock from attempt to attempt until all messages have ended.</summary>
    private static async Task AdvanceUntilEndedAsync(RelayHost relay, IReadOnlyList<string> ids, TimeSpan within)
    {
        var end = relay.Clock.GetUtcNow() + within;
        await relay.IdleAsync();
        while (relay.Clock.GetUtcNow() < end && await NextAttemptAsync(relay, ids) is { } next)
            await relay.AdvanceAsync(next - relay.Clock.GetUtcNow());
    }

    private static async Task<DateTimeOffset?> NextAttemptAsync(RelayHost relay, IReadOnlyList<string> ids)
    {
        var statuses = await Task.WhenAll(ids.Select(relay.StatusAsync));
        return statuses
            .Where(status => status.TryGetProperty("nextAttemptAt", out _))
            .Min(status => (DateTimeOffset?)status.GetProperty("nextAttemptAt").GetDateTimeOffset());
    }

    private static StubResponse Accepted(string service) => service == "telegram" ? new StubResponse(200, """{"ok":true}""") : StubResponse.Ok;

    private static StubResponse Refusal(string service, DateTimeOffset now, TimeSpan wait)
    {
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return service switch
        {
            "discord" => Refused(
                string.Create(CultureInfo.InvariantCulture, $$"""{"message":"You are being rate limited.","retry_after":{{wait.TotalSeconds:F3}},"global":false}"""),
                ("Retry-After", seconds)),
            "telegram" => Refused($$$"""{"ok":false,"description":"Too Many Requests","parameters":{"retry_after":{{{seconds}}}}}"""),
            "ntfy" => Refused("""{"code":42901,"http":429,"error":"limit reached: too many requests"}"""),
            "matrix" => Refused(
                string.Create(CultureInfo.InvariantCulture, $$"""{"errcode":"M_LIMIT_EXCEEDED","error":"Too Many Requests","retry_after_ms":{{wait.TotalMilliseconds:F0}}}""")),
            "header" => Refused("", ("Retry-After", seconds)),
            "epoch" => Refused("", ("X-RateLimit-Reset", (now + wait).AddSeconds(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))),
            "inBody" => new StubResponse((int)HttpStatusCode.BadRequest, """{"code":6}"""),
            _ => Refused(""),
        };
    }

    private static StubResponse Refused(string body, params (string Name, string Value)[] headers) =>
        new((int)HttpStatusCode.TooManyRequests, body, headers);
}
