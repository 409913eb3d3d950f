using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class FallbackTests
{
    private const string Catalogue = """
        {
          "gateways": {
            "sms": { "url": "GATEWAY/sms", "parameters": { "to": { "required": true } }, "body": { "json": { "to": "{{ parameters.to }}" } } },
            "mail": { "url": "GATEWAY/mail", "parameters": { "subject": {} }, "retry": { "attempts": 2, "stopOn": [400] },
                      "body": { "json": { "subject": "{{ parameters.subject }}" } } },
            "last": { "url": "GATEWAY/last" }
          }
        }
        """;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Chain_FirstGatewayFailsPermanently_TheNextHasItsOwnAttempts()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);
        relay.Gateway.Respond = request => request.Target == "/last" ? StubResponse.Ok : StubResponse.Unavailable;
        var id = await SendAsync(relay, """["sms", "mail", "last"]""");
        for (var minute = 0; minute < 5; minute++)
            await relay.AdvanceAsync(Minute);

        Assert.Equal(
            [("/sms", 1), ("/sms", 2), ("/sms", 3), ("/mail", 1), ("/mail", 2), ("/last", 1)],
            relay.Gateway.Requests.Select(request => (request.Target, request.Attempt)));
        Assert.All(relay.Gateway.Requests, request => Assert.Equal(id, request.MessageId));
        var status = await relay.StatusAsync(id);
        Assert.Equal("delivered", status.GetProperty("status").GetString());
        Assert.Equal("last", status.GetProperty("gateway").GetString());
        Assert.Equal(["sms", "mail", "last"], status.GetProperty("gateways").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            ["sms 1", "sms 2", "sms 3", "mail 1", "mail 2", "last 1"],
            status.GetProperty("attempts").EnumerateArray().Select(attempt => $"{attempt.GetProperty("gateway")} {attempt.GetProperty("number")}"));
    }

    [Fact]
    public async Task Chain_PermanentFailure_ContinuesAtOnce()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);
        relay.Gateway.Respond = request => request.Target == "/mail" ? new StubResponse(400) : StubResponse.Ok;
        var id = await SendAsync(relay, """["mail", "last"]""");
        await relay.IdleAsync();

        Assert.Equal(["/mail", "/last"], relay.Gateway.Requests.Select(request => request.Target));
        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Chain_AllFail_IsFailedForTheLastAndIsResentFromTheFirst()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await SendAsync(relay, """["sms", "mail"]""");
        for (var minute = 0; minute < 4; minute++)
            await relay.AdvanceAsync(Minute);
        Assert.Equal("failed", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        relay.Gateway.Respond = _ => StubResponse.Ok;
        var before = relay.Gateway.Requests.Count;

        using var resent = await relay.PostAsync("/messages/resend", """{"gateway": "mail"}""");
        await relay.IdleAsync();

        Assert.Equal("/sms", Assert.Single(relay.Gateway.Requests.Skip(before)).Target);
    }

    [Fact]
    public async Task Chain_CancelledWhileTheSecondPauses_Ends()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);
        relay.Gateway.Respond = request => request.Target == "/mail" ? new StubResponse(400) : StubResponse.Unavailable;
        var id = await SendAsync(relay, """["mail", "last"]""");
        await relay.IdleAsync();

        using (await relay.PostAsync($"/messages/{id}/cancel"))
            await relay.IdleAsync();

        Assert.Equal("cancelled", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        Assert.Equal("last", (await relay.StatusAsync(id)).GetProperty("gateway").GetString());
    }

    [Theory]
    [InlineData("gateway", """{"message": "a", "gateway": []}""")]
    [InlineData("gateway", """{"message": "a", "gateway": ["last", "last"]}""")]
    [InlineData("gateway", """{"message": "a", "gateway": ["last", 1]}""")]
    [InlineData("gateway", """{"message": "a", "gateway": ["last", "a b"]}""")]
    [InlineData("gateway", """{"message": "a", "gateway": ["a", "b", "c", "d", "e", "f"]}""")]
    [InlineData("gateway", """{"message": "a", "gateway": {"name": "last"}}""")]
    [InlineData("parameters.to", """{"message": "a", "gateway": ["last", "sms"]}""")]
    [InlineData("parameters.other", """{"message": "a", "gateway": ["sms", "mail"], "parameters": {"to": "1", "other": 1}}""")]
    public async Task Chain_Invalid_Is400AndNamed(string field, string body)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        using var response = await relay.PostAsync("/send_message", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
    }

    private static async Task<string> SendAsync(RelayHost relay, string gateways)
    {
        var parameters = gateways.Contains("sms", StringComparison.Ordinal) ? """{"to": "1", "subject": "s"}""" : """{"subject": "s"}""";
        using var response = await relay.PostAsync(
            "/send_message", $$"""{"message": "a", "gateway": {{gateways}}, "parameters": {{parameters}}}""");
        return (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
    }
}
