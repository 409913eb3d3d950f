using System.Net;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class StatusTests
{
    [Fact]
    public async Task Status_MessageThatWaits_HasItsAttemptsAndTheNextOnesTime()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var acceptedAt = relay.Clock.GetUtcNow();
        var id = await relay.SendAsync();
        await relay.IdleAsync();

        var status = await relay.StatusAsync(id);

        Assert.Equal(id, status.GetProperty("id").GetString());
        Assert.Equal("waiting", status.GetProperty("status").GetString());
        Assert.Equal("gateway_1", status.GetProperty("gateway").GetString());
        Assert.Equal(acceptedAt, status.GetProperty("acceptedAt").GetDateTimeOffset());
        Assert.Equal(acceptedAt + TimeSpan.FromMinutes(1), status.GetProperty("nextAttemptAt").GetDateTimeOffset());
        var attempt = Assert.Single(status.GetProperty("attempts").EnumerateArray());
        Assert.Equal(1, attempt.GetProperty("number").GetInt32());
        Assert.Equal(acceptedAt, attempt.GetProperty("startedAt").GetDateTimeOffset());
        Assert.Equal(503, attempt.GetProperty("statusCode").GetInt32());
        Assert.Equal("503 Service Unavailable", attempt.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Status_MessageThatFailed_HasThreeAttemptsAndItsEnd()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var acceptedAt = relay.Clock.GetUtcNow();
        var id = await relay.SendAsync();
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));

        var status = await relay.StatusAsync(id);

        Assert.Equal("failed", status.GetProperty("status").GetString());
        Assert.Equal(acceptedAt + TimeSpan.FromMinutes(2), status.GetProperty("endedAt").GetDateTimeOffset());
        Assert.Equal([1, 2, 3], status.GetProperty("attempts").EnumerateArray().Select(a => a.GetProperty("number").GetInt32()));
        Assert.False(status.TryGetProperty("nextAttemptAt", out _));
    }

    [Fact]
    public async Task Routes_IdInUpperCase_FindTheMessage()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await relay.SendAsync();
        await relay.IdleAsync();
        var path = $"/messages/{id.ToUpperInvariant()}";

        Assert.Equal(id, (await relay.StatusAsync(id.ToUpperInvariant())).GetProperty("id").GetString());
        using var request = await relay.Http.GetAsync(new Uri($"{path}/request", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, request.StatusCode);
        Assert.Contains(id, await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var cancel = await relay.PostAsync($"{path}/cancel");
        Assert.Equal((HttpStatusCode.Accepted, $"/messages/{id}"), (cancel.StatusCode, cancel.Headers.Location?.ToString()));
        await relay.IdleAsync();
        Assert.Equal("cancelled", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        using var resend = await relay.PostAsync($"{path}/resend");
        using var again = await relay.PostAsync($"/messages/{id}/resend");
        Assert.Equal(HttpStatusCode.OK, resend.StatusCode);
        Assert.Equal(resend.Headers.Location, again.Headers.Location);
        using var delete = await relay.Http.DeleteAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
    }

    [Theory]
    [InlineData("/messages/0198c0de-0000-7000-8000-000000000000")]
    [InlineData("/messages/nonsense")]
    public async Task Status_UnknownMessage_Is404(string path)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
