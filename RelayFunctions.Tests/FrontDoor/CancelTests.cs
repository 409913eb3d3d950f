using System.Net;
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
}
