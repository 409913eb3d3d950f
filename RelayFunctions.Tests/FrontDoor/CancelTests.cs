using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DurableTask.Core.History;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class CancelTests
{
    [Fact]
    public async Task Cancel_MessageThatWaits_EndsItAtOnce()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await relay.SendAsync();
        await relay.IdleAsync();

        using var response = await relay.PostAsync($"/messages/{id}/cancel");
        await relay.IdleAsync();

        Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
        Assert.Equal("cancelled", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        Assert.Null(relay.Store.NextTimerDue);
        await relay.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Single(relay.Gateway.Requests);
    }

    [Fact]
    public async Task Cancel_MessageWhoseIdWasCancelledAndDeletedBefore_EndsItToo()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var first = await SendWithKeyAsync(relay);
        (await relay.PostAsync($"/messages/{first}/cancel")).Dispose();
        await relay.IdleAsync();
        (await relay.Http.DeleteAsync(new Uri($"/messages/{first}", UriKind.Relative), TestContext.Current.CancellationToken)).Dispose();
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));

        var second = await SendWithKeyAsync(relay);
        (await relay.PostAsync($"/messages/{second}/cancel")).Dispose();
        await relay.IdleAsync();

        Assert.Equal(first, second);
        Assert.Equal("cancelled", (await relay.StatusAsync(second)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Cancel_UnknownMessage_Is404()
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.PostAsync("/messages/0198c0de-0000-7000-8000-000000000000/cancel");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Cancel_MessageThatEnded_Is409()
    {
        await using var relay = await RelayHost.StartAsync();
        var id = await relay.SendAsync();
        await relay.IdleAsync();

        using var response = await relay.PostAsync($"/messages/{id}/cancel");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Cancel_ManyTimesWhileAnAttemptIsUnderWay_IsOneEvent()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable with { After = TimeSpan.FromSeconds(10) };
        var id = await relay.SendAsync();
        await relay.Gateway.ArrivalAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => relay.PostAsync($"/messages/{id}/cancel")));
        await relay.AdvanceBusyAsync(TimeSpan.FromSeconds(10));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Accepted, response.StatusCode));
        Assert.Single(await relay.HistoryAsync(id), @event => @event is EventRaisedEvent);
        Assert.Equal("cancelled", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    private static async Task<string> SendWithKeyAsync(RelayHost relay)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/send_message")
        {
            Content = new StringContent("""{"message": "a", "gateway": "gateway_1"}"""),
            Headers = { { "Idempotency-Key", "k" } },
        };
        using var response = await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await relay.IdleAsync();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return body.GetProperty("id").GetString()!;
    }
}
