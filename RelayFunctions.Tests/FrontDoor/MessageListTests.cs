using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EmbeddedFunctions;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Lists on the store's own index.</summary>
public sealed class StoreMessageListTests : MessageListTests
{
    private protected override Action<EmbeddedFunctionsApplicationBuilder>? Configure => null;
}

public abstract class MessageListTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private protected abstract Action<EmbeddedFunctionsApplicationBuilder>? Configure { get; }

    [Fact]
    public async Task List_WithoutFilters_HasAllMessagesNewestFirstAsTheirStatusHasThem()
    {
        await using var relay = await RelayHost.StartAsync(configure: Configure);
        var ids = new List<string>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            ids.Add(await relay.SendAsync());
            await relay.AdvanceAsync(Minute);
        }

        var list = await ListAsync(relay, "");

        Assert.Equal(ids.AsEnumerable().Reverse(), Ids(list));
        Assert.Equal((await relay.StatusAsync(ids[2])).GetRawText(), list.GetProperty("messages")[0].GetRawText());
        Assert.False(list.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task List_FiltersTogether_HaveOnlyWhatMatchesAll()
    {
        await using var relay = await RelayHost.StartAsync(configure: Configure);
        relay.Gateway.Respond = request => request.Target == "/gateway_1" ? StubResponse.Ok : StubResponse.Unavailable;
        var delivered = await relay.SendAsync();
        var failed = await relay.SendAsync(gateway: "gateway_2");
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(Minute);
        var cancelled = await relay.SendAsync(gateway: "gateway_2");
        await relay.IdleAsync();
        using (await relay.PostAsync($"/messages/{cancelled}/cancel"))
            await relay.IdleAsync();
        var waiting = await relay.SendAsync(gateway: "gateway_2");
        await relay.IdleAsync();

        foreach (var (query, expected) in new (string, string[])[]
        {
            ("?gateway=gateway_1", [delivered]),
            ("?gateway=gateway_2", [waiting, cancelled, failed]),
            ("?gateway=gateway", []),
            ("?status=delivered", [delivered]),
            ("?status=failed", [failed]),
            ("?status=cancelled", [cancelled]),
            ("?status=waiting", [waiting]),
            ("?status=accepted", []),
            ("?status=waiting,failed", [waiting, failed]),
            ("?status=waiting&status=failed", [waiting, failed]),
            ("?gateway=gateway_2&status=failed", [failed]),
            ("?gateway=gateway_1&status=failed", []),
            ("?acceptedFrom=2030-01-01T12:02:00Z", [waiting, cancelled]),
            ("?acceptedFrom=2030-01-01T15:02:00%2B03:00", [waiting, cancelled]),
            ("?acceptedFrom=2030-01-01T15:02:00+03:00", [waiting, cancelled]),
            ("?acceptedTo=2030-01-01T12:00:00Z", [failed, delivered]),
            ("?acceptedFrom=2030-01-01T12:00:00.0000001Z&acceptedTo=2030-01-01T12:01:59.9999999Z", []),
            ($"?id={waiting}", [waiting]),
            ($"?id={waiting[..35]}&status=failed", []),
            ($"?id={failed[..8].ToUpperInvariant()}&gateway=gateway_2&status=failed", [failed]),
            ("?id=ffffffff", []),
            ("?acceptedTo=0001-01-01T00:00:00Z", []),
            ("?acceptedTo=0001-01-01T00:30:00-03:00", []),
        })
            Assert.Equal($"{query}: {string.Join(", ", expected)}", $"{query}: {string.Join(", ", Ids(await ListAsync(relay, query)))}");
    }

    [Fact]
    public async Task List_InPages_HasEachMessageOnceThoughNewOnesCome()
    {
        await using var relay = await RelayHost.StartAsync(configure: Configure);
        var ids = new List<string>();
        foreach (var _ in Enumerable.Range(0, 7))
            ids.Add(await relay.SendAsync());
        await relay.AdvanceAsync(TimeSpan.FromHours(3));
        foreach (var _ in Enumerable.Range(0, 5))
            ids.Add(await relay.SendAsync());
        await relay.IdleAsync();

        var pages = new List<string>();
        var query = "?limit=5";
        for (string? next = ""; next is not null;)
        {
            var list = await ListAsync(relay, query + next);
            Assert.InRange(Ids(list).Length, 1, 5);
            pages.AddRange(Ids(list));
            next = list.TryGetProperty("next", out var cursor) ? $"&cursor={Uri.EscapeDataString(cursor.GetString()!)}" : null;
            await relay.SendAsync();
        }

        Assert.Equal(ids.AsEnumerable().Reverse(), pages);
    }

    [Fact]
    public async Task List_MessageThatContinuedAsNew_StaysWhereItWasAccepted()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "narrow": { "url": "GATEWAY/narrow" } } }""", configure: Configure);
        relay.Gateway.Respond = _ => StubResponse.Unavailable with { Status = 429 };
        var first = await relay.SendAsync(gateway: "narrow");
        await relay.IdleAsync();
        var busy = await relay.SendAsync(gateway: "narrow");
        await relay.AdvanceAsync(Minute);
        var later = await relay.SendAsync(gateway: "gateway_1");
        foreach (var _ in Enumerable.Range(0, 30))
            await relay.AdvanceAsync(Minute);

        Assert.Equal([later, busy, first], Ids(await ListAsync(relay, "")));
        Assert.Equal([busy, first], Ids(await ListAsync(relay, "?acceptedTo=2030-01-01T12:00:00Z")));
    }

    [Theory]
    [InlineData("status", "?status=sent")]
    [InlineData("status", "?status=")]
    [InlineData("acceptedFrom", "?acceptedFrom=yesterday")]
    [InlineData("acceptedFrom", "?acceptedFrom=2030-01-01T12:00:01Z&acceptedTo=2030-01-01T12:00:00Z")]
    [InlineData("acceptedFrom", "?acceptedTo=2030-01-01T15:00:00%2B04:00&acceptedFrom=2030-01-01T12:00:00Z&id=01")]
    [InlineData("acceptedTo", "?acceptedTo=2030-01-01T12:00:00")]
    [InlineData("acceptedTo", "?acceptedTo=2030-02-30T12:00:00Z")]
    [InlineData("id", "?id=%25")]
    [InlineData("id", "?id=0123456789abcdef0123456789abcdef01234")]
    [InlineData("limit", "?limit=0")]
    [InlineData("limit", "?limit=501")]
    [InlineData("limit", "?limit=1&limit=2")]
    [InlineData("gateway", "?gateway=a%20b")]
    [InlineData("cursor", "?cursor=nonsense")]
    [InlineData("cursor", "?cursor=9223372036854775807-x")]
    [InlineData("gatway", "?gatway=gateway_1")]
    public async Task List_InvalidParameter_Is400AndNamesIt(string name, string query)
    {
        await using var relay = await RelayHost.StartAsync(configure: Configure);

        using var response = await relay.Http.GetAsync(
            new Uri($"/messages{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(problem.GetProperty("errors").TryGetProperty(name, out _), problem.GetRawText());
    }

    private protected static Task<JsonElement> ListAsync(RelayHost relay, string query) => relay.Http.GetFromJsonAsync<JsonElement>(
        new Uri($"/messages{query}", UriKind.Relative), TestContext.Current.CancellationToken);

    private protected static string[] Ids(JsonElement list) =>
        [.. list.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("id").GetString()!)];
}
