using System.Net.Http.Json;
using System.Text.Json;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.Suite;

/// <summary>Messages that failed are sent again once, and requests with a key are taken once.</summary>
public abstract class ResendSuite
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(55);

    private protected abstract Task<RelayTarget> TargetAsync();

    [Fact]
    public async Task Key_SentAgainAfterTheEnd_IsTheSameMessage()
    {
        var http = (await TargetAsync()).Http;
        var key = Guid.NewGuid().ToString();

        var first = await SendAsync(http, key, "hello");
        var id = JsonElement.Parse(first.Body).GetProperty("id").GetString()!;
        await http.UntilAsync(id, "delivered", Deadline);
        var again = await SendAsync(http, key, "hello");
        var other = await SendAsync(http, key, "other");

        Assert.Equal((200, first.Body), again);
        Assert.Equal(422, other.Status);
    }

    [Fact]
    public async Task Resend_ChainThatFailed_IsANewMessageAndTheOldOneCanBeDeleted()
    {
        var target = await TargetAsync();
        var http = target.Http;
        var failing = true;
        var message = target.Gateway.Message(_ => failing ? new StubResponse(400) : StubResponse.Ok);
        var id = await http.SendAsync("stops", message);
        var status = await http.UntilAsync(id, "failed", Deadline);
        Assert.Single(status.GetProperty("attempts").EnumerateArray());
        failing = false;

        using var response = await http.PostAsync($"/messages/{id}/resend", "");
        using var again = await http.PostAsync($"/messages/{id}/resend", "");

        var resent = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
        Assert.Equal(resent, (await again.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString());
        Assert.Equal(id, (await http.UntilAsync(resent, "delivered", Deadline)).GetProperty("resendOf").GetString());
        Assert.Single(target.Gateway.RequestsOf(resent));
        Assert.Equal(resent, (await http.UntilAsync(id, "failed", Deadline)).GetProperty("resentAs").GetString());
        foreach (var expected in new[] { 204, 404 })
        {
            using var deleted = await http.DeleteAsync(new Uri($"/messages/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(expected, (int)deleted.StatusCode);
        }
    }

    private static async Task<(int Status, string Body)> SendAsync(HttpClient http, string key, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/send_message", UriKind.Relative))
        {
            Content = JsonContent.Create(new { message, gateway = "gateway_1" }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
