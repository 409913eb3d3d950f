using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class IdempotencyTests
{
    private const string Body = """{"message": "hello", "gateway": "gateway_1", "deliverAt": "2030-01-01T12:00:00Z"}""";

    [Fact]
    public async Task Key_SameBody_IsTheFirstResponseAlsoAfterTheEnd()
    {
        await using var relay = await RelayHost.StartAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(relay, "k1", Body)));
        await relay.AdvanceAsync(TimeSpan.FromHours(1));
        var late = await SendAsync(relay, "\"k1\"", """{"gateway": ["gateway_1"], "deliverAt": "2030-01-01T14:00:00+02:00", "message": "hel\u006co"}""");

        Assert.All(responses.Append(late), response => Assert.Equal(200, response.Status));
        Assert.Single(responses.Append(late).Select(response => response.Body.GetRawText()).Distinct());
        var id = Assert.Single(relay.Gateway.Requests).MessageId;
        Assert.Equal(id, late.Body.GetProperty("id").GetString());
        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Key_NullForAMissingParameter_IsTheSameRequest()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{"gateways": {"a": {"url": "GATEWAY/a", "parameters": {"p": {}}}}}""");

        var first = await SendAsync(relay, "k1", """{"message": "a", "gateway": "a"}""");
        var second = await SendAsync(relay, "k1", """{"message": "a", "gateway": "a", "parameters": {"p": null}}""");

        Assert.Equal((200, first.Body.GetRawText()), (second.Status, second.Body.GetRawText()));
    }

    [Fact]
    public async Task Key_OtherBody_Is422AndNothingIsSent()
    {
        await using var relay = await RelayHost.StartAsync();
        await SendAsync(relay, "k1", Body);
        await relay.IdleAsync();

        foreach (var other in new[]
        {
            """{"message": "hello", "gateway": "gateway_1"}""",
            """{"message": "Hello", "gateway": "gateway_1", "deliverAt": "2030-01-01T12:00:00Z"}""",
            """{"message": "hello", "gateway": "gateway_2", "deliverAt": "2030-01-01T12:00:00Z"}""",
            """{"message": "hello", "gateway": ["gateway_1", "gateway_2"], "deliverAt": "2030-01-01T12:00:00Z"}""",
        })
            Assert.Equal(422, (await SendAsync(relay, "k1", other)).Status);
        Assert.Equal(200, (await SendAsync(relay, "k2", Body)).Status);
        await relay.IdleAsync();

        Assert.Equal(2, relay.Gateway.Requests.Count);
    }

    [Fact]
    public async Task Key_AfterARestart_IsStillRecognized()
    {
        using var folder = new TempFolder();
        var image = Path.Combine(folder.Path, "relay.db");
        JsonElement first;
        await using (var relay = await RelayHost.StartAsync())
        {
            first = (await SendAsync(relay, "k1", Body)).Body;
            await relay.IdleAsync();
            StoreImage.Copy(relay.StorePath, image);
        }

        await using var restarted = await RelayHost.StartAsync(storeImage: image);
        Assert.Equal(first.GetRawText(), (await SendAsync(restarted, "k1", Body)).Body.GetRawText());
        await restarted.IdleAsync();

        Assert.Empty(restarted.Gateway.Requests);
    }

    [Fact]
    public async Task Key_OfARefusedMessage_IsFree()
    {
        await using var relay = await RelayHost.StartAsync();

        Assert.Equal(400, (await SendAsync(relay, "k1", """{"message": "hello", "gateway": "a b"}""")).Status);
        Assert.Equal(200, (await SendAsync(relay, "k1", Body)).Status);
    }

    [Fact]
    public async Task Keys_ToANarrowGateway_AreNotServedAfterAllOthers()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "narrow": { "url": "GATEWAY/narrow", "limits": { "perSecond": 1, "burst": 1 } } } }""");
        const string narrow = """{"message": "hello", "gateway": "narrow"}""";
        await SendAsync(relay, null, narrow);
        await relay.IdleAsync();
        var keyed = (await SendAsync(relay, "k1", narrow)).Body.GetProperty("id").GetString();
        await relay.IdleAsync();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            relay.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await SendAsync(relay, null, narrow);
            await relay.IdleAsync();
        }

        foreach (var _ in Enumerable.Range(0, 20))
            await relay.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(7, relay.Gateway.Requests.Count);
        Assert.Equal(keyed, relay.Gateway.Requests.ElementAt(1).MessageId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("a\tb")]
    public async Task Key_Invalid_Is400(string key)
    {
        await using var relay = await RelayHost.StartAsync();

        var (status, body) = await SendAsync(relay, key, Body);

        Assert.Equal(400, status);
        Assert.True(body.GetProperty("errors").TryGetProperty("Idempotency-Key", out _), body.GetRawText());
    }

    [Fact]
    public async Task Key_TooLong_Is400()
    {
        await using var relay = await RelayHost.StartAsync();

        Assert.Equal(400, (await SendAsync(relay, new string('k', 256), Body)).Status);
        Assert.Equal(200, (await SendAsync(relay, new string('k', 255), Body)).Status);
    }

    private static async Task<(int Status, JsonElement Body)> SendAsync(RelayHost relay, string? key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/send_message", UriKind.Relative))
        {
            Content = new StringContent(body),
        };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
