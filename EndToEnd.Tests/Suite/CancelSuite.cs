using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.Suite;

/// <summary>A message that waits for its next attempt can be cancelled; a message that has ended can't.</summary>
public abstract class CancelSuite
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(55);

    private protected abstract Task<RelayTarget> TargetAsync();

    [Fact]
    public async Task Cancel_WhileItWaits_EndsIt()
    {
        var target = await TargetAsync();
        var id = await target.Http.SendAsync("plain", target.Gateway.Message(_ => StubResponse.Unavailable));
        await target.Http.UntilAsync(id, "waiting", Deadline);

        using var response = await target.Http.PostAsync($"/messages/{id}/cancel", "");

        Assert.Equal(202, (int)response.StatusCode);
        var status = await target.Http.UntilAsync(id, "cancelled", Deadline);
        Assert.Single(status.GetProperty("attempts").EnumerateArray());
        Assert.Single(target.Gateway.RequestsOf(id));
    }

    [Fact]
    public async Task Cancel_AfterItWasDelivered_Is409()
    {
        var http = (await TargetAsync()).Http;
        var id = await http.SendAsync("gateway_1", "hello");
        await http.UntilAsync(id, "delivered", Deadline);

        using var response = await http.PostAsync($"/messages/{id}/cancel", "");

        Assert.Equal(409, (int)response.StatusCode);
    }
}
