using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <content>The failed messages of a gateway, all at once.</content>
public sealed partial class ResendTests
{
    [Theory]
    [InlineData("""{"gateway": "gatway_1"}""")]
    [InlineData("""{"gateway": "gatway_1", "dryRun": true, "acceptedFrom": null, "acceptedTo": null, "cursor": null}""")]
    public async Task ResendAll_GatewayThatNeverWas_IsRejectedByItsField(string body)
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{"gateways": {"gateway_1": {"url": "GATEWAY/a"}}}""", settings: ["--Relay:GatewayBaseUrl="]);

        using var response = await relay.PostAsync("/messages/resend", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("there is no gateway 'gatway_1', and no message that failed for it; did you mean 'gateway_1'?", problem.GetProperty("errors").GetProperty("gateway")[0].GetString());
    }

    [Fact]
    public async Task ResendAll_UnknownGatewayWithATime_Is200()
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Relay:GatewayBaseUrl="]);

        using var response = await relay.PostAsync(
            "/messages/resend", """{"gateway": "gone", "acceptedFrom": "2029-12-31T00:00:00Z"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("gateway_1", 0)]
    [InlineData("gone", 1)]
    [InlineData("callback-url", 0)]
    public async Task ResendAll_GatewayThatIsThereOrHasFailedMessages_Is200(string gateway, int found)
    {
        using var store = new TempFolder();
        var image = Path.Combine(store.Path, "relay.db");
        await using (var before = await RelayHost.StartAsync(
            catalogue: """{"gateways": {"gone": {"url": "GATEWAY/a"}}}""", settings: [$"--Storage:Path={image}"]))
        {
            before.Gateway.Respond = _ => StubResponse.Unavailable;
            await before.SendAsync(gateway: "gone");
            await before.AdvanceAsync(Minute);
            await before.AdvanceAsync(Minute);
        }

        await using var relay = await RelayHost.StartAsync(
            image, catalogue: """{"gateways": {"gateway_1": {"url": "GATEWAY/a"}}}""", settings: ["--Relay:GatewayBaseUrl="]);
        using var response = await relay.PostAsync("/messages/resend", JsonSerializer.Serialize(new { gateway, dryRun = true }));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(found, (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("found").GetInt32());
    }

    [Fact]
    public async Task ResendAll_FailedInTheRange_AreSentOnceAndDeliveredOnesNever()
    {
        await using var relay = await RelayHost.StartAsync();
        var delivered = await relay.SendAsync();
        await relay.IdleAsync();
        var first = await FailAsync(relay);
        var other = await FailAsync(relay, "gateway_2");
        var second = await FailAsync(relay);
        relay.Gateway.Respond = _ => StubResponse.Ok;
        var before = relay.Gateway.Requests.Count;
        var to = (await relay.StatusAsync(second)).GetProperty("acceptedAt").GetString();
        var body = $$"""{"gateway": "gateway_1", "acceptedFrom": "2030-01-01T12:00:00Z", "acceptedTo": "{{to}}"}""";

        Assert.Equal("""{"found":2,"resent":0,"alreadyResent":0,"refused":0,"wouldResend":2}""", await ResendAllAsync(relay, body[..^1] + ""","dryRun":true}"""));
        Assert.Equal("""{"found":2,"resent":2,"alreadyResent":0,"refused":0}""", await ResendAllAsync(relay, body));
        await relay.IdleAsync();
        Assert.Equal("""{"found":2,"resent":0,"alreadyResent":2,"refused":0}""", await ResendAllAsync(relay, body));
        Assert.Equal("""{"found":2,"resent":0,"alreadyResent":2,"refused":0}""", await ResendAllAsync(relay, """{"gateway": "gateway_1"}"""));
        Assert.Equal("""{"found":0,"resent":0,"alreadyResent":0,"refused":0}""", await ResendAllAsync(relay, """{"gateway": "gateway_1", "acceptedTo": "2030-01-01T11:59:59Z"}"""));
        await relay.IdleAsync();

        var sent = relay.Gateway.Requests.Skip(before).Select(request => request.MessageId).ToList();
        var resent = new List<string?>();
        foreach (var id in sent)
            resent.Add((await relay.StatusAsync(id)).GetProperty("resendOf").GetString());
        Assert.Equal(new[] { first, second }.Order(), resent.Order());
        Assert.DoesNotContain(delivered, resent);
        Assert.DoesNotContain(other, resent);
    }

    [Fact]
    public async Task ResendAll_DryRun_CountsWhatTheSameRequestWouldDo()
    {
        await using var relay = await RelayHost.StartAsync();
        var first = await FailAsync(relay);
        await FailAsync(relay);
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        using var resent = await relay.PostAsync($"/messages/{first}/resend");
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(Minute);
        relay.Gateway.Respond = _ => StubResponse.Ok;
        var before = relay.Gateway.Requests.Count;
        var dryRun = """{"gateway": "gateway_1", "dryRun": true}""";

        Assert.Equal("""{"found":3,"resent":0,"alreadyResent":1,"refused":0,"wouldResend":2}""", await ResendAllAsync(relay, dryRun));
        await relay.IdleAsync();
        Assert.Equal(before, relay.Gateway.Requests.Count);
        // The failed resend is a failed message too.
        Assert.Equal("""{"found":3,"resent":2,"alreadyResent":1,"refused":0}""", await ResendAllAsync(relay, """{"gateway": "gateway_1"}"""));
        await relay.IdleAsync();
        Assert.Equal(before + 2, relay.Gateway.Requests.Count);
        Assert.Equal("""{"found":3,"resent":0,"alreadyResent":3,"refused":0,"wouldResend":0}""", await ResendAllAsync(relay, dryRun));
    }

    [Fact]
    public async Task ResendAll_DryRunOfARemovedGateway_CountsThemAsRefused()
    {
        using var store = new TempFolder();
        var image = Path.Combine(store.Path, "relay.db");
        await using (var before = await RelayHost.StartAsync(
            catalogue: """{"gateways": {"gone": {"url": "GATEWAY/a"}}}""", settings: [$"--Storage:Path={image}"]))
        {
            await FailAsync(before, "gone");
        }

        await using var relay = await RelayHost.StartAsync(
            image, catalogue: """{"gateways": {"gateway_1": {"url": "GATEWAY/a"}}}""", settings: ["--Relay:GatewayBaseUrl="]);

        Assert.Equal("""{"found":1,"resent":0,"alreadyResent":0,"refused":1,"wouldResend":0}""", await ResendAllAsync(relay, """{"gateway": "gone", "dryRun": true}"""));
        Assert.Equal("""{"found":1,"resent":0,"alreadyResent":0,"refused":1}""", await ResendAllAsync(relay, """{"gateway": "gone"}"""));
    }

    [Theory]
    [InlineData("gateway", "{}")]
    [InlineData("gateway", """{"gateway": "a b"}""")]
    [InlineData("gateway", """{"gateway": ["gateway_1"]}""")]
    [InlineData("acceptedFrom", """{"gateway": "gateway_1", "acceptedFrom": "yesterday"}""")]
    [InlineData("acceptedTo", """{"gateway": "gateway_1", "acceptedTo": 1}""")]
    [InlineData("dryRun", """{"gateway": "gateway_1", "dryRun": "yes"}""")]
    [InlineData("cursor", """{"gateway": "gateway_1", "cursor": "x"}""")]
    [InlineData("from", """{"gateway": "gateway_1", "from": "x"}""")]
    [InlineData("acceptedFrom", """{"gateway": "gateway_1", "acceptedFrom": "2030-01-01T12:00:01Z", "acceptedTo": "2030-01-01T12:00:00Z"}""")]
    [InlineData("body", "[]")]
    [InlineData("body", "")]
    public async Task ResendAll_InvalidBody_Is400AndNamesTheField(string field, string body)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.PostAsync("/messages/resend", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
    }

    private static async Task<string> ResendAllAsync(RelayHost relay, string body)
    {
        using var response = await relay.PostAsync("/messages/resend", body);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
