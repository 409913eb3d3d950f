using System.Net;
using DurableTask.Core.History;
using RelayFunctions.Tests.Gateway;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class CancelTests
{
    [Fact]
    public async Task Cancel_MessageThatWaits_EndsItAtOnce()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Answer = _ => Answer.Unavailable;
        var id = await relay.SendAsync();
        await relay.IdleAsync();

        using var answer = await relay.PostAsync($"/messages/{id}/cancel");
        await relay.IdleAsync();

        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
        Assert.Equal("cancelled", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        Assert.Null(relay.Store.NextTimerDue);
        await relay.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Single(relay.Gateway.Requests);
    }

    [Fact]
    public async Task Cancel_UnknownMessage_Is404()
    {
        await using var relay = await RelayHost.StartAsync();

        using var answer = await relay.PostAsync("/messages/0198c0de-0000-7000-8000-000000000000/cancel");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Cancel_MessageThatEnded_Is409()
    {
        await using var relay = await RelayHost.StartAsync();
        var id = await relay.SendAsync();
        await relay.IdleAsync();

        using var answer = await relay.PostAsync($"/messages/{id}/cancel");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Cancel_ManyTimesWhileAnAttemptIsUnderWay_IsOneEvent()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Answer = _ => Answer.Unavailable with { After = TimeSpan.FromSeconds(10) };
        var id = await relay.SendAsync();
        await relay.Gateway.ArrivalAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => relay.PostAsync($"/messages/{id}/cancel")));
        await relay.AdvanceBusyAsync(TimeSpan.FromSeconds(10));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        Assert.Single(await relay.HistoryAsync(id), @event => @event is EventRaisedEvent);
        Assert.Equal("cancelled", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }
}
