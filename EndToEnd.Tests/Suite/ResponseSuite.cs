using System.Text.Json;
using EndToEnd.Tests.Targets;

namespace EndToEnd.Tests.Suite;

/// <summary>The responses to requests for missing resources and to invalid requests.</summary>
public abstract class ResponseSuite
{
    private const string Message = """{"message": "a", "gateway": "gateway_1"}""";
    private const string UnknownId = "01a210a7-6c43-7da9-a6ae-b3f69dbadbb2";

    private protected abstract Task<RelayTarget> TargetAsync();

    [Theory]
    [InlineData("GET", "/send_message")]
    [InlineData("DELETE", "/send_message")]
    [InlineData("OPTIONS", "/send_message")]
    [InlineData("HEAD", $"/messages/{UnknownId}")]
    [InlineData("PUT", $"/messages/{UnknownId}")]
    [InlineData("GET", "/elsewhere")]
    [InlineData("GET", "/message")]
    [InlineData("POST", "/gateway_x")]
    [InlineData("POST", "/gateway_3")]
    [InlineData("GET", "/gateway_x")]
    public async Task Request_WithoutAFunction_Is404WithNothingOrProblemDetails(string method, string path)
    {
        var http = (await TargetAsync()).Http;
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Empty(response.Content.Headers.Allow);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (body.Length > 0)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.Contains("\"status\":404", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/send_message/")]
    [InlineData("/SEND_MESSAGE")]
    public async Task Send_PathWrittenOtherwise_IsAccepted(string path)
    {
        var http = (await TargetAsync()).Http;

        using var response = await http.PostAsync(path, Message);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=b")]
    [InlineData("@@;;")]
    public async Task Send_AnyContentType_IsReadAsJson(string? contentType)
    {
        var http = (await TargetAsync()).Http;

        using var response = await http.PostAsync("/send_message", Message, contentType);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("hello", "body")]
    [InlineData("[]", "body")]
    [InlineData("{}", "message")]
    [InlineData("""{"message": 5, "gateway": "gateway_1"}""", "message")]
    [InlineData("""{"message": "a", "message": "b", "gateway": "gateway_1"}""", "message")]
    [InlineData("""{"message": "a"}""", "gateway")]
    [InlineData("""{"message": "a", "gateway": "../admin"}""", "gateway")]
    [InlineData("""{"message": "a", "gateway": "gateway_1", "priority": 1}""", "priority")]
    public async Task Send_InvalidBody_Is400WithTheFieldAtFault(string body, string field)
    {
        var http = (await TargetAsync()).Http;

        using var response = await http.PostAsync("/send_message", body);

        Assert.True((await ReadProblemAsync(response, 400)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData(262_145)]
    [InlineData(31_000_000)]
    public async Task Send_MessageOverTheBound_Is413(int length)
    {
        var http = (await TargetAsync()).Http;

        using var response = await http.PostAsync(
            "/send_message", JsonSerializer.Serialize(new { message = new string('a', length), gateway = "gateway_1" }));

        await ReadProblemAsync(response, 413);
    }

    [Theory]
    [InlineData("GET", $"/messages/{UnknownId}")]
    [InlineData("GET", "/messages/nothing")]
    [InlineData("POST", $"/messages/{UnknownId}/cancel")]
    public async Task Request_ForAnUnknownPath_Is404WithAProblem(string method, string path)
    {
        var http = (await TargetAsync()).Http;
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        await ReadProblemAsync(response, 404);
    }

    private static async Task<JsonElement> ReadProblemAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)response.StatusCode, $"{response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(text);
    }
}
