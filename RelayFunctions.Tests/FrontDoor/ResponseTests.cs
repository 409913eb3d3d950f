using System.Net;
using System.Text;
using System.Text.Json;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Responses are judged by their status and body.</summary>
public sealed class ResponseTests
{
    private const string Catalogue =
        """
        {
          "gateways": {
            "partner": {
              "url": "GATEWAY/",
              "success": { "json": { "/ok": true } },
              "failure": { "json": { "/code": [7] } },
              "reason": { "json": "/why" }
            }
          }
        }
        """;

    [Fact]
    public async Task Send_PermanentErrorResponse_FailsAtOnceAndReportsTheReason()
    {
        var status = await StatusAfterAsync("""{"ok":false,"code":7,"why":"unknown number"}""");

        Assert.Equal("failed", status.GetProperty("status").GetString());
        Assert.Equal(
            "200 OK, but /code in the response matches failure.json, so the message is rejected permanently: unknown number",
            Assert.Single(status.GetProperty("attempts").EnumerateArray()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Send_TemporaryErrorResponse_IsRetriedAndReportsTheReason()
    {
        var status = await StatusAfterAsync("""{"ok":false,"code":8,"why":"come\nback later"}""");

        Assert.Equal("waiting", status.GetProperty("status").GetString());
        Assert.Equal(
            "200 OK, but /ok in the response does not match success.json: come back later",
            status.GetProperty("attempts")[0].GetProperty("error").GetString());
    }

    [Fact]
    public async Task Send_ResponseThatEndsInsideACharacter_KeepsItsStatus()
    {
        var attempt = (await StatusAfterAsync("""{"ok":"\ud800"}""")).GetProperty("attempts")[0];

        Assert.Equal(200, attempt.GetProperty("statusCode").GetInt32());
        Assert.Equal("200 OK, but /ok in the response is a string, and success.json expects a boolean", attempt.GetProperty("error").GetString());
    }

    // The credentials of Basic are in no setting.
    [Fact]
    public async Task Send_ResponseThatEscapesTheCredentials_ShowsThemNowhere()
    {
        const string secret = "SEKRET-<a&b>/-??";
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"relay:{secret}"));
        await using var relay = await RelayHost.StartAsync(
            catalogue: """
                { "gateways": { "partner": {
                    "url": "GATEWAY/",
                    "auth": { "basic": { "user": "relay", "password": "{{ secrets.password }}" } },
                    "reason": { "body": "<p>(.*)</p>" }
                } } }
                """,
            settings: [$"--Gateways:partner:secrets:password={secret}"]);
        relay.Gateway.Respond = request => new StubResponse(
            401, $"<p>{request.Headers["Authorization"].Replace("/", "&#x2F;", StringComparison.Ordinal)} or {WebUtility.HtmlEncode(secret)}</p>");
        var id = await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();

        Assert.Contains('/', credentials);
        Assert.Equal(
            "401 Unauthorized: Basic SECRET or SECRET",
            (await relay.StatusAsync(id)).GetProperty("attempts")[0].GetProperty("error").GetString());
    }

    // Credentials do not belong in the file, but some will be there.
    [Theory]
    [InlineData(""" "headers": { "X-Api-Key": "SEKRET-1234" } """)]
    [InlineData(""" "query": { "token": "SEKRET-1234" } """)]
    [InlineData(""" "auth": { "header": { "name": "X-Api-Key", "value": "SEKRET-1234" } } """)]
    [InlineData(""" "auth": { "basic": { "user": "relay", "password": "SEKRET-1234" } } """)]
    public async Task Send_ResponseThatRepeatsACredentialOfTheFile_HasAMask(string keys)
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: $$"""{ "gateways": { "partner": { "url": "GATEWAY/", "reason": { "json": "/e" }, {{keys}} } } }""");
        relay.Gateway.Respond = _ => new StubResponse(401, """{"e": "no such key SEKRET-1234"}""");

        var id = await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();

        Assert.Equal(
            "401 Unauthorized: no such key SECRET",
            (await relay.StatusAsync(id)).GetProperty("attempts")[0].GetProperty("error").GetString());
    }

    private static async Task<JsonElement> StatusAfterAsync(string response)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);
        relay.Gateway.Respond = _ => StubResponse.Ok with { Body = response };
        var id = await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();
        return await relay.StatusAsync(id);
    }
}
