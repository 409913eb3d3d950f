using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>
/// A message that is too long for a service is rejected on acceptance, or cut if the catalogue says so.
/// </summary>
public sealed class LengthTests
{
    private const string Catalogue =
        """
        {
          "gateways": {
            "short": { "url": "GATEWAY/", "message": { "maxLength": 5 } },
            "bytes": { "url": "GATEWAY/", "message": { "maxLength": 5, "unit": "bytes" } },
            "points": { "url": "GATEWAY/", "message": { "maxLength": 5, "unit": "codePoints" } },
            "cut": { "url": "GATEWAY/", "message": { "maxLength": 5, "cut": true } },
            "tiny": { "url": "GATEWAY/", "message": { "maxLength": 2, "unit": "bytes", "cut": true } },
            "signed": {
              "url": "GATEWAY/",
              "body": { "json": { "text": "{{ message }}", "html": "{{ message }}" } },
              "auth": {
                "hmac": {
                  "key": "k", "content": "{{ timestamp }}.{{ body }}", "headers": { "X-Signature": "{{ signature }}" }
                }
              }
            },
            "bounded": {
              "url": "GATEWAY/",
              "parameters": {
                "priority": { "type": "integer", "minimum": -2, "maximum": 2 },
                "share": { "type": "number", "maximum": 0.5 },
                "title": { "maxLength": 3, "unit": "bytes" }
              }
            }
          }
        }
        """;

    [Theory]
    [InlineData("short", "abcdef", "message", "must be at most 5 UTF-16 characters long for this gateway.")]
    [InlineData("short", "abcd👋", "message", "must be at most 5 UTF-16 characters long")]
    [InlineData("bytes", "жжж", "message", "must be at most 5 bytes of UTF-8 long")]
    [InlineData("points", "abcde👋", "message", "must be at most 5 characters long")]
    [InlineData("bounded", "a", "parameters.priority", "must be at most 2.", """{"priority": 9}""")]
    [InlineData("bounded", "a", "parameters.priority", "must be at least -2.", """{"priority": -3}""")]
    [InlineData("bounded", "a", "parameters.share", "must be at most 0.5.", """{"share": 0.51}""")]
    [InlineData("bounded", "a", "parameters.title", "must be at most 3 bytes of UTF-8 long.", """{"title": "жж"}""")]
    public async Task Send_OverABoundOfTheGateway_Is400WithTheField(
        string gateway, string message, string field, string fault, string parameters = "{}")
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        using var response = await relay.PostAsync("/send_message", Request(gateway, message, parameters));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.StartsWith(fault, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    // The text that is signed has the message twice, each character as six.
    [Fact]
    public async Task Send_TooLongToBeSigned_Is400()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        using var response = await relay.PostAsync(
            "/send_message", Request("signed", new string('\u0001', 256 * 1024), "{}"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "what is signed works on more than 8388608 characters",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "abc👋", "abc👋")]
    [InlineData("points", "abcd👋", "abcd👋")]
    [InlineData("bytes", "жжa", "жжa")]
    [InlineData("cut", "abcde", "abcde")]
    [InlineData("cut", "abcdef", "abcd…")]
    [InlineData("cut", "abc👋👋", "abc…")]
    [InlineData("tiny", "abc", "ab")]
    [InlineData("tiny", "жж", "ж")]
    public async Task Send_WithinTheBounds_ArrivesWholeOrCut(string gateway, string message, string sent)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        using var response = await relay.PostAsync("/send_message", Request(gateway, message, "{}"));
        response.EnsureSuccessStatusCode();
        await relay.IdleAsync();

        Assert.Equal(sent, JsonDocument.Parse(Assert.Single(relay.Gateway.Requests).Body).RootElement.GetProperty("message").GetString());
    }

    private static string Request(string gateway, string message, string parameters) =>
        $$"""{"message": {{JsonSerializer.Serialize(message)}}, "gateway": "{{gateway}}", "parameters": {{parameters}} }""";
}
