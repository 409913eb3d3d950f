using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.Suite;

/// <summary>A message that is sent arrives at its gateway, in the gateway's format.</summary>
public abstract class SendingSuite
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private protected abstract Task<RelayTarget> TargetAsync();

    [Fact]
    public async Task Send_ToADemonstrationGateway_IsDelivered()
    {
        var http = (await TargetAsync()).Http;

        var id = await http.SendAsync("gateway_1", "hello");

        var status = await http.UntilAsync(id, "delivered", Deadline);
        Assert.Equal("gateway_1", status.GetProperty("gateway").GetString());
        var attempt = Assert.Single(status.GetProperty("attempts").EnumerateArray());
        Assert.Equal((1, 200), (attempt.GetProperty("number").GetInt32(), attempt.GetProperty("statusCode").GetInt32()));
    }

    [Fact]
    public async Task Send_GatewayAccepts_IsSentOnce()
    {
        var target = await TargetAsync();
        var message = target.Gateway.Message(_ => StubResponse.Ok);

        var id = await target.Http.SendAsync("plain", message);

        await target.Http.UntilAsync(id, "delivered", Deadline);
        var request = Assert.Single(target.Gateway.RequestsOf(id));
        Assert.Equal(("POST", "/plain", message, 1), (request.Method, request.Target, request.Message, request.Attempt));
    }

    [Theory]
    [InlineData("partner", "PUT", "/partner/c1", "application/json", """{"text":"MESSAGE","priority":5}""")]
    [InlineData("form", "POST", "/form", "application/x-www-form-urlencoded", "text=MESSAGE")]
    [InlineData("xml", "POST", "/xml", "application/xml", "<sms><text>MESSAGE</text></sms>")]
    public async Task Send_GatewayWithAFormatOfItsOwn_ArrivesInIt(
        string gateway, string method, string path, string contentType, string body)
    {
        var target = await TargetAsync();
        var message = target.Gateway.Message(_ => StubResponse.Ok);

        var id = await target.Http.SendAsync(gateway, message, gateway == "partner" ? new { channel = "c1" } : null);

        await target.Http.UntilAsync(id, "delivered", Deadline);
        var request = Assert.Single(target.Gateway.RequestsOf(id));
        Assert.Equal((method, path), (request.Method, request.Target));
        Assert.StartsWith(contentType, request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains(body.Replace("MESSAGE", message, StringComparison.Ordinal), request.Body, StringComparison.Ordinal);
        if (gateway == "partner")
            Assert.Equal((id, $"Bearer {TargetSettings.PartnerToken}"), (request.Headers["X-Request-Id"], request.Headers["Authorization"]));
    }

    [Fact]
    public async Task Preview_OfAMessage_IsTheRequestWithoutItsSecrets()
    {
        var target = await TargetAsync();
        var url = target.Gateway.Url;

        using var response = await target.Http.PostAsync(
            "/gateways/partner/preview", """{"message": "late", "parameters": {"channel": "c1"}}""");

        var preview = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, preview);
        var shown = System.Text.Json.JsonElement.Parse(preview);
        Assert.Equal("PUT", shown.GetProperty("method").GetString());
        Assert.Equal($"{url}/partner/c1", shown.GetProperty("url").GetString());
        Assert.Equal("""{"text":"late","priority":5}""", shown.GetProperty("body").GetString());
        Assert.DoesNotContain(TargetSettings.PartnerToken, preview, StringComparison.Ordinal);
    }
}
