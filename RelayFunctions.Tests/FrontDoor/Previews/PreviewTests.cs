using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Tests.FrontDoor.Previews;

public sealed class PreviewTests
{
    private const string Catalogue =
        """
        {
          "gateways": {
            "partner": {
              "url": "https://partner.example/v2/{{ parameters.channel }}",
              "method": "PUT",
              "parameters": { "channel": { "required": true }, "title": {} },
              "headers": { "X-Title": "{{ parameters.title }}", "X-Request-ID": "{{ id }}" },
              "body": { "json": { "text": "{{ message }}", "attempt": "{{ attempt }}", "at": "{{ acceptedAt }}" } }
            },
            "bytes": { "url": "https://bytes.example", "body": { "text": "a\u0000{{ message }}" } }
          }
        }
        """;

    [Fact]
    public async Task Preview_Message_IsTheRequestAsJsonAndNothingIsSent()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        var preview = await PreviewAsync(relay, "partner", """{"message": "it's", "parameters": {"channel": "a b", "title": "T"}}""");

        var id = preview["headers"]!["Idempotency-Key"]!.GetValue<string>();
        Assert.True(Guid.TryParse(id, out _));
        var body = """{"text":"it's","attempt":1,"at":"2030-01-01T12:00:00.000Z"}""";
        var expected = new JsonObject
        {
            ["method"] = "PUT",
            ["url"] = "https://partner.example/v2/a%20b",
            ["headers"] = new JsonObject
            {
                ["X-Title"] = "T",
                ["X-Request-ID"] = id,
                ["User-Agent"] = UserAgent.Value,
                ["Idempotency-Key"] = id,
                ["X-Relay-Attempt"] = "1",
                ["Content-Type"] = "application/json",
            },
            ["contentType"] = "application/json",
            ["body"] = body,
            ["curl"] = $"curl --http1.1 -X PUT 'https://partner.example/v2/a%20b' -H 'X-Title: T' -H 'X-Request-ID: {id}' "
                + $"-H 'User-Agent: {UserAgent.Value}' -H 'Idempotency-Key: {id}' -H 'X-Relay-Attempt: 1' -H 'Content-Type: application/json' -H 'Accept:' "
                + $@"--data-raw '{body.Replace("'", @"'\''", StringComparison.Ordinal)}'",
        };
        Assert.Equal(expected.ToJsonString(), preview.ToJsonString());
        await relay.IdleAsync();
        Assert.Empty(relay.Gateway.Requests);
    }

    [Fact]
    public async Task Preview_BodyThatIsNotText_IsBase64()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        var preview = await PreviewAsync(relay, "bytes", """{"message": "b"}""");

        Assert.Equal("YQBi", preview["bodyBase64"]!.GetValue<string>());
        Assert.False(preview.AsObject().ContainsKey("body"));
        Assert.StartsWith("printf %s YQBi | base64 -d | curl ", preview["curl"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", 400, "message", "is missing.")]
    [InlineData("""{"message": "a", "gateway": "partner", "parameters": {"channel": "a"}}""", 400, "gateway", "is unknown; the fields are message and parameters.")]
    [InlineData("""{"message": "a"}""", 400, "parameters.channel", "is missing.")]
    [InlineData("""{"message": "a", "parameters": {"channel": ".."}}""", 400, "parameters.channel", "does not fit the gateway: the url can't contain")]
    [InlineData("""{"message": "aaaaa", "parameters": {"channel": "a"}}""", 413, "message", "must be at most 4 bytes")]
    public async Task Preview_InvalidRequest_IsRejectedTheSameWay(string body, int status, string field, string fault)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue, settings: ["--Relay:MaxMessageBytes=4"]);

        using var response = await relay.PostAsync("/gateways/partner/preview", body);

        Assert.Equal(status, (int)response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.StartsWith(fault, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_UnknownName_IsTreatedAsOnAcceptance()
    {
        await using var forwarding = await RelayHost.StartAsync(catalogue: Catalogue);
        await using var refusing = await RelayHost.StartAsync(catalogue: Catalogue, settings: ["--Relay:GatewayBaseUrl="]);

        var preview = await PreviewAsync(forwarding, "unlisted", """{"message": "a"}""");
        using var refused = await refusing.PostAsync("/gateways/unlisted/preview", """{"message": "a"}""");
        using var invalid = await forwarding.PostAsync("/gateways/un-listed/preview", """{"message": "a"}""");

        Assert.Equal($"{forwarding.Gateway.Url}/unlisted", preview["url"]!.GetValue<string>());
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (refused.StatusCode, invalid.StatusCode));
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("No such gateway.", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Preview_WithoutTheKey_IsRejected()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue, settings: ["--Functions:Keys:operator=k1"]);

        using var refused = await relay.PostAsync("/gateways/bytes/preview", """{"message": "a"}""");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    internal static async Task<JsonNode> PreviewAsync(RelayHost relay, string gateway, string body)
    {
        using var response = await relay.PostAsync($"/gateways/{gateway}/preview", body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
