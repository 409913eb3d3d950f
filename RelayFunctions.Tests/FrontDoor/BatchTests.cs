using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class BatchTests
{
    [Theory]
    [InlineData("""[{"message": "a", "gateway": "gateway_1"}, {"message": "b", "gateway": "gateway_2"}]""")]
    [InlineData("""  [ {"message": "a", "gateway": "gateway_1"}, {"message": "b", "gateway": "gateway_2"} ]  """)]
    [InlineData("{\"message\": \"a\", \"gateway\": \"gateway_1\"}\n{\"message\": \"b\", \"gateway\": \"gateway_2\"}")]
    [InlineData("\uFEFF[{\"message\": \"a\", \"gateway\": \"gateway_1\"}, {\"message\": \"b\", \"gateway\": \"gateway_2\"}]")]
    [InlineData("\r\n{\"message\": \"a\", \"gateway\": \"gateway_1\"}\r\n\r\n{\"message\": \"b\", \"gateway\": \"gateway_2\"}\r\n")]
    public async Task Batch_ArrayOrLines_DeliversEachMessage(string body)
    {
        await using var relay = await RelayHost.StartAsync();

        var (status, result) = await SendAsync(relay, body);
        await relay.IdleAsync();

        Assert.Equal((HttpStatusCode.OK, 2), (status, result.GetProperty("accepted").GetInt32()));
        var messages = result.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal([("/gateway_1", Id(messages[0])), ("/gateway_2", Id(messages[1]))],
            relay.Gateway.Requests.Select(request => (request.Target, request.MessageId)).OrderBy(request => request.Target, StringComparer.Ordinal));
        Assert.All(messages, message => Assert.Equal("accepted", message.GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData("{\n  \"message\": \"a\",\n  \"gateway\": \"gateway_1\"\n}\n")]
    [InlineData("\uFEFF{\"message\": \"a\",\r\n\"gateway\": [\"gateway_1\"]}")]
    public async Task Batch_OfOneMessageOverSeveralLines_DeliversIt(string body)
    {
        await using var relay = await RelayHost.StartAsync();

        var (status, result) = await SendAsync(relay, body);
        await relay.IdleAsync();

        Assert.Equal((HttpStatusCode.OK, 1), (status, result.GetProperty("accepted").GetInt32()));
        Assert.Equal("a", Assert.Single(relay.Gateway.Requests).Message);
    }

    [Theory]
    [InlineData("""{"messages": [{"message": "a", "gateway": "gateway_1"}]}""")]
    [InlineData("{\n\"batch\": [\n{\"message\": \"a\", \"gateway\": \"gateway_1\"}\n]}")]
    [InlineData("{}")]
    public async Task Batch_ThatIsAnObjectButNoMessage_Is400ThatNamesTheForm(string body)
    {
        await using var relay = await RelayHost.StartAsync();

        var (status, result) = await SendAsync(relay, body);
        await relay.IdleAsync();

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("must be a JSON array of messages, or have one message a line; it is an object, in place of which the array itself is expected.", result.GetProperty("errors").GetProperty("body")[0].GetString());
        Assert.Empty(relay.Gateway.Requests);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(" [\n]\n")]
    [InlineData("\uFEFF[ ]")]
    public async Task Batch_OfAnEmptyArray_Is400ThatAsksForAMessage(string body)
    {
        await using var relay = await RelayHost.StartAsync();

        var (status, result) = await SendAsync(relay, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("must have at least one message; its array is empty.", result.GetProperty("errors").GetProperty("body")[0].GetString());
    }

    [Fact]
    public async Task Batch_OfAThousand_IsAcceptedAsAWhole()
    {
        await using var relay = await RelayHost.StartAsync();
        var lines = Lines(1000);

        var (_, result) = await SendAsync(relay, lines);
        await relay.IdleAsync();

        var ids = result.GetProperty("messages").EnumerateArray().Select(Id).ToList();
        Assert.Equal((1000, 1000), (result.GetProperty("accepted").GetInt32(), ids.Distinct().Count()));
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Order(), relay.Gateway.Requests.Select(request => request.MessageId).Order());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(relay, lines + """
            
            {"message": "one more", "gateway": "gateway_1"}
            """)).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("k1")]
    public async Task Batch_OfAThousand_IsOneCommit(string? key)
    {
        await using var relay = await RelayHost.StartAsync();
        using var commits = new CommitSizes();

        await SendAsync(relay, Lines(1000), key);
        await relay.IdleAsync();

        Assert.Contains(commits.Sizes, operations => operations >= 1000);
    }

    [Fact]
    public async Task Batch_WithInvalidMessages_ReportsTheFaultOfEachAndAcceptsTheOthers()
    {
        await using var relay = await RelayHost.StartAsync();

        var (status, result) = await SendAsync(relay, """
            {"message": "a", "gateway": "gateway_1"}
            {"message": "a", "gateway": "a b"}
            {"message": 
            7
            {"message": "b", "gateway": "gateway_1", "deliverAt": "x"}
            {"message": "c", "gateway": "gateway_1"}
            """);
        await relay.IdleAsync();

        Assert.Equal((HttpStatusCode.OK, 2), (status, result.GetProperty("accepted").GetInt32()));
        Assert.Equal(
            ["200 ", "400 gateway", "400 body", "400 body", "400 deliverAt", "200 "],
            result.GetProperty("messages").EnumerateArray().Select(message => $"{message.GetProperty("statusCode")} {Fields(message)}"));
        Assert.Equal(2, relay.Gateway.Requests.Count);
    }

    [Fact]
    public async Task Batch_SentAgainWithItsKey_SendsNothingTwice()
    {
        await using var relay = await RelayHost.StartAsync();
        const string body = """[{"message": "a", "gateway": "gateway_1"}, {"message": "a", "gateway": "gateway_1"}]""";

        var first = await SendAsync(relay, body, "k1");
        await relay.IdleAsync();
        var again = await SendAsync(relay, body, "k1");
        var other = await SendAsync(relay, body.Replace("\"a\"", "\"b\"", StringComparison.Ordinal), "k1");
        await relay.IdleAsync();

        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal(2, relay.Gateway.Requests.Count);
        Assert.All(other.Body.GetProperty("messages").EnumerateArray(), message => Assert.Equal(422, message.GetProperty("statusCode").GetInt32()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("[{]")]
    [InlineData("""[{"message": "a", "gateway": "gateway_1"}""")]
    [InlineData("""[{"message": "a", "gateway": "gateway_1"}] x""")]
    public async Task Batch_Invalid_Is400AndAcceptsNothing(string body)
    {
        await using var relay = await RelayHost.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(relay, body)).Status);
        await relay.IdleAsync();

        Assert.Empty(relay.Gateway.Requests);
    }

    private static string Lines(int count) => string.Join(
        '\n', Enumerable.Range(0, count).Select(i => $$"""{"message": "{{i}}", "gateway": "gateway_1"}"""));

    private static string Id(JsonElement message) => message.GetProperty("id").GetString()!;

    private static string Fields(JsonElement message) => message.TryGetProperty("errors", out var errors)
        ? string.Join(' ', errors.EnumerateObject().Select(error => error.Name))
        : "";

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(RelayHost relay, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/messages/batch", UriKind.Relative))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
