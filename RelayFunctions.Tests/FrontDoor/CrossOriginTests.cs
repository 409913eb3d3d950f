using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>
/// Requests of a page of another site in a browser: they must not make a server on this machine send messages.
/// </summary>
public sealed class CrossOriginTests
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example:7071")]
    [InlineData("Host", "relay:7071")]
    public async Task Send_FromAPageOfAnotherOrigin_Is403AndNothingIsSent(string header, string value)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await SendWithAsync(relay, header, value);
        await relay.IdleAsync();

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.StartsWith($"The request's {header} is not ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(relay.Gateway.Requests);
    }

    [Theory]
    [InlineData("Origin", "SELF")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Host", "localhost")]
    public async Task Send_FromItsOwnPageOrNoPage_IsAccepted(string header, string value)
    {
        await using var relay = await RelayHost.StartAsync();
        var self = relay.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        using var response = await SendWithAsync(relay, header, value == "SELF" ? self : value);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendWithAsync(RelayHost relay, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/send_message", UriKind.Relative))
        {
            Content = new StringContent("""{"message": "a", "gateway": "gateway_1"}"""),
        };
        request.Headers.TryAddWithoutValidation(header, value);
        return await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
