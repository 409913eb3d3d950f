using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class FormatTests
{
    private const string WithDefault = """
        {
          "gateways": {
            "partner": {
              "url": "GATEWAY/partner",
              "parameters": { "to": { "required": true }, "channel": { "default": "news" }, "level": { "type": "integer" } },
              "body": { "json": { "text": "{{ message }}", "to": "{{ parameters.to }}", "channel": "{{ parameters.channel }}", "level": "{{ parameters.level }}" } }
            }
          }
        }
        """;

    [Fact]
    public async Task Send_NullForOptionalFields_IsAsIfTheyWereLeftOut()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: WithDefault);

        using var response = await relay.PostAsync(
            "/send_message",
            """{"message": "a", "gateway": "partner", "deliverAt": null, "expiresAt": null, "callbackUrl": null, "parameters": {"to": "me", "channel": null, "level": null}}""");
        using var plain = await relay.PostAsync("/send_message", """{"message": "a", "gateway": "other", "parameters": null}""");
        await relay.IdleAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (response.StatusCode, plain.StatusCode));
        Assert.Equal(
            """{"text":"a","to":"me","channel":"news"}""",
            relay.Gateway.Requests.Single(request => request.Body.Contains("channel", StringComparison.Ordinal)).Body);
    }

    [Theory]
    [InlineData("""{"message": "a", "gateway": "partner", "parameters": {"to": null}}""", "parameters.to", "is missing.")]
    [InlineData("""{"message": "a", "gateway": "partner", "parameters": {"to": "me", "nonsense": null}}""", "parameters.nonsense", "is unknown")]
    [InlineData("""{"message": "a", "gateway": "partner", "parameters": {"to": "me"}, "nonsense": null}""", "nonsense", "is unknown")]
    [InlineData("""{"message": null, "gateway": "partner", "parameters": {"to": "me"}}""", "message", "must be a string")]
    public async Task Send_NullForWhatIsRequiredOrUnknown_IsRejected(string body, string field, string fault)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: WithDefault);

        using var response = await relay.PostAsync("/send_message", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.StartsWith(fault, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_RequestThatOnlyALaterAttemptCanNotMake_IsRejected()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: """
            { "gateways": { "partner": {
                "url": "GATEWAY/", "body": { "text": "{{ message }}{% assign left = attempt | minus: 3 %}{{ 6 | divided_by: left }}" }
            } } }
            """);

        using var response = await relay.PostAsync("/send_message", """{"message": "a", "gateway": "partner"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "the body divides by zero",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private const string Catalogue =
        """
        {
          "gateways": {
            "partner": {
              "url": "GATEWAY/v2/{{ parameters.channel }}",
              "method": "PUT",
              "parameters": { "channel": { "required": true }, "title": {} },
              "headers": { "X-Title": "{{ parameters.title }}" },
              "body": { "json": { "text": "{{ message }}", "at": "{{ acceptedAt }}" } },
              "success": { "json": { "/ok": true } }
            }
          }
        }
        """;

    [Fact]
    public async Task Send_WholeNumberInAnotherNotation_ArrivesAsAnInteger()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: WithDefault);

        using var response = await relay.PostAsync(
            "/send_message", """{"message": "a", "gateway": "partner", "parameters": {"to": "me", "level": 5.0}}""");
        response.EnsureSuccessStatusCode();
        await relay.IdleAsync();

        Assert.Equal("""{"text":"a","to":"me","channel":"news","level":5}""", Assert.Single(relay.Gateway.Requests).Body);
    }

    [Fact]
    public async Task Send_PresetWithAddressAndCredentialsOfTheEntry_ArrivesThere()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue:
            """
            {
              "gateways": {
                "sms": {
                  "preset": "twilio", "settings": { "from": "+1" },
                  "url": "GATEWAY/proxy", "auth": { "bearer": "{{ secrets.proxyToken }}" }
                }
              }
            }
            """,
            settings: ["--Gateways:sms:secrets:proxyToken=c0ffee"]);

        using var response = await relay.PostAsync("/send_message", """{"message": "a", "gateway": "sms", "parameters": {"to": "+2"}}""");
        response.EnsureSuccessStatusCode();
        await relay.IdleAsync();

        var request = Assert.Single(relay.Gateway.Requests);
        Assert.Equal(("/proxy", "To=%2B2&From=%2B1&Body=a"), (request.Target, request.Body));
        Assert.Equal("Bearer c0ffee", request.Headers["Authorization"]);
    }

    [Fact]
    public async Task Send_WithParameters_ArrivesInTheGatewaysFormat()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);
        relay.Gateway.Respond = request => StubResponse.Ok with { Body = request.Attempt == 1 ? """{"ok":false}""" : """{"ok":true}""" };

        using var response = await relay.PostAsync(
            "/send_message", """{"message": "Hello", "gateway": "partner", "parameters": {"channel": "a b"}}""");
        response.EnsureSuccessStatusCode();
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));

        var id = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
        Assert.Equal([1, 2], relay.Gateway.Requests.Select(request => request.Attempt));
        Assert.All(relay.Gateway.Requests, request => Assert.Equal(
            ("PUT", "/v2/a%20b", """{"text":"Hello","at":"2030-01-01T12:00:00.000Z"}"""),
            (request.Method, request.Target.Replace("/a b", "/a%20b", StringComparison.Ordinal), request.Body)));
        var status = await relay.StatusAsync(id);
        Assert.Equal("delivered", status.GetProperty("status").GetString());
        Assert.Equal(
            "200 OK, but /ok in the response does not match success.json", status.GetProperty("attempts")[0].GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("""{}""", "parameters.channel", "is missing.")]
    [InlineData("""{"channel": ""}""", "parameters.channel", "must not be empty.")]
    [InlineData("""{"channel": 7}""", "parameters.channel", "must be a string.")]
    [InlineData("""{"channel": "a", "chanel": "b"}""", "parameters.chanel", "is unknown; the gateway takes channel, title.")]
    [InlineData("""{"channel": ".."}""", "parameters.channel", "does not fit the gateway: the url can't contain")]
    [InlineData("""{"channel": "a", "title": "b\r\nc"}""", "parameters.title", "does not fit the gateway: the header X-Title can contain")]
    [InlineData("""[]""", "parameters", "must be an object.")]
    public async Task Send_InvalidParameters_AreRejected(string parameters, string field, string fault)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        using var response = await relay.PostAsync(
            "/send_message", $$"""{"message": "Hello", "gateway": "partner", "parameters": {{parameters}}}""");

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.StartsWith(fault, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        await relay.IdleAsync();
        Assert.Empty(relay.Gateway.Requests);
    }
}
