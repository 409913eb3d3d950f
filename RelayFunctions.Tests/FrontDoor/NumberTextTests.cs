using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>A template that needs a number takes no other text as one.</summary>
public sealed class NumberTextTests
{
    private const string Catalogue = """
        {
          "gateways": {
            "cut": { "url": "GATEWAY/", "parameters": { "n": {} }, "body": { "text": "{{ message | truncate: parameters.n }}" } },
            "sum": { "url": "GATEWAY/", "body": { "text": "{{ message | plus: 1 }}" } }
          }
        }
        """;

    [Fact]
    public async Task Send_WithoutTheLengthOfATruncation_ArrivesWithText()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        using var response = await relay.PostAsync("/send_message", """{"message": "Hello", "gateway": "cut"}""");
        response.EnsureSuccessStatusCode();
        await relay.IdleAsync();

        Assert.Equal("Hello", Assert.Single(relay.Gateway.Requests).Body);
    }

    [Theory]
    [InlineData("""{"message": "Hello", "gateway": "cut", "parameters": {"n": "5 chars"}}""", "has an argument of the filter 'truncate' that is not a number")]
    [InlineData("""{"message": "1,5", "gateway": "sum"}""", "contains a value that the filter 'plus' can't read as a number")]
    public async Task Send_TextInPlaceOfANumber_IsRejected(string message, string fault)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        using var response = await relay.PostAsync("/send_message", message);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(fault, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(relay.Gateway.Requests);
    }
}
