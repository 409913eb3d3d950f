using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>The errors of requests name what the caller wrote, and what was probably meant.</summary>
public sealed class CallerErrorTests(CallerErrorTests.Server server) : IClassFixture<CallerErrorTests.Server>
{
    private readonly RelayHost _relay = server.Relay;

    [Theory]
    [InlineData("""["api", "zzz"]""", "there is no gateway 'zzz'.")]
    [InlineData("""["zzz", "api", "yyy"]""", "there are no gateways 'zzz' and 'yyy'.")]
    [InlineData("""["zzz", "Api"]""", "there are no gateways 'zzz' and 'Api'; did you mean 'api'?")]
    [InlineData("\"Api\"", "there is no gateway 'Api'; did you mean 'api'?")]
    [InlineData("\"sms-mail\"", "there is no gateway 'sms-mail'; did you mean 'sms_mail'?")]
    [InlineData("\"api,short\"", "there is no gateway 'api,short'; several gateways are a list, as in [\"api\", \"short\"].")]
    [InlineData("\"sms; mail\"", "there is no gateway 'sms; mail'; several gateways are a list, as in [\"sms\", \"mail\"].")]
    [InlineData("\"[\\\"api\\\"]\"", "there is no gateway '[\"api\"]'; several gateways are a list, as in [\"sms\", \"mail\"].")]
    [InlineData("\"a\\nb\\u202Ec\"", "there is no gateway 'a?b?c'.")]
    [InlineData("""["api", "api"]""", "has the name 'api' twice.")]
    [InlineData("5", "must be the name of a gateway, or a list of names.")]
    [InlineData("""{"a": 1}""", "must be the name of a gateway, or a list of names.")]
    [InlineData("""["api", 5]""", "must be the name of a gateway, or a list of names.")]
    [InlineData("[]", "must have 1 to 5 names.")]
    public async Task Send_UnknownGateway_IsNamedWithTheNearestOne(string gateway, string fault) => Assert.Equal(
        fault, Fault(await PostAsync("/send_message", $$"""{"message": "a", "gateway": {{gateway}}}"""), "gateway"));

    [Theory]
    [InlineData("""{"message": "日本", "gateway": "cyrillic"}""", "message")]
    [InlineData("""{"message": "a", "gateway": "cyrillic", "parameters": {"from": "日本"}}""", "parameters.from")]
    [InlineData("""{"message": "日本", "gateway": "cyrillic", "parameters": {"from": "日本"}}""", "message parameters.from")]
    [InlineData("""{"message": "a\u0001", "gateway": "xml", "parameters": {"from": "X"}}""", "message")]
    [InlineData("""{"message": "a", "gateway": "xml", "parameters": {"from": "X\u0002"}}""", "parameters.from")]
    [InlineData("""{"message": "a\ufffe", "gateway": "xml", "parameters": {"from": "X\u0002"}}""", "message parameters.from")]
    [InlineData("""{"message": "a", "gateway": "cut_xml", "parameters": {"from": "X\n"}}""", "message parameters.from")]
    [InlineData("""{"message": "a", "gateway": "titled", "parameters": {"from": "é"}}""", "parameters.from")]
    [InlineData("""{"message": "é", "gateway": "titled", "parameters": {"from": "a"}}""", "message")]
    public async Task Send_CharacterThatTheGatewayLacks_BlamesOnlyWhatWasSent(string body, string fields) => Assert.Equal(
        fields.Split(' '),
        (await PostAsync("/send_message", body)).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());

    [Theory]
    [InlineData("""{"message": "a", "gateway": "replacing"}""", "parameters.old", "must be given with this message: body.json.text can't be filled in, since an argument of the filter 'replace' is missing or empty.")]
    [InlineData("""{"message": "a", "gateway": "replacing", "parameters": {"old": ""}}""", "parameters.old", "must be given with this message: body.json.text can't be filled in, since an argument of the filter 'replace' is missing or empty.")]
    public async Task Send_WithoutAParameterThatAFilterNeeds_BlamesTheParameter(string body, string field, string fault)
    {
        var answer = await PostAsync("/send_message", body);

        Assert.Equal([field], answer.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal(fault, Fault(answer, field));
    }

    [Theory]
    [InlineData("""{"message": "abc", "gateway": ["api", "short"], "parameters": {"to": "a"}}""", "message", "must be at most 2 UTF-16 characters long (gateway 'short').")]
    [InlineData("""{"message": "a", "gateway": ["api", "short"]}""", "parameters.to", "is missing (gateway 'short').")]
    [InlineData("""{"message": "a", "gateway": ["api", "short"], "parameters": {"to": 7}}""", "parameters.to", "must be a string (gateway 'short').")]
    [InlineData("""{"message": "a", "gateway": ["api", "short"], "parameters": {"to": ".."}}""", "parameters.to", "does not fit the gateway: the url can't contain '.' or '..' as a part of its path: it would lead elsewhere (gateway 'short').")]
    [InlineData("""{"message": "a", "gateway": ["api", "replacing"]}""", "parameters.old", "must be given with this message: body.json.text can't be filled in, since an argument of the filter 'replace' is missing or empty (gateway 'replacing').")]
    [InlineData("""{"message": "abc", "gateway": "short", "parameters": {"to": "a"}}""", "message", "must be at most 2 UTF-16 characters long for this gateway.")]
    public async Task Send_ToSeveralGateways_NamesTheOneThatRefuses(string body, string field, string fault) =>
        Assert.Equal(fault, Fault(await PostAsync("/send_message", body), field));

    [Fact]
    public async Task Send_LongUnknownGateway_IsCut() => Assert.Equal(
        $"there is no gateway '{new string('x', 64)}…'.",
        Fault(await PostAsync("/send_message", $$"""{"message": "a", "gateway": "{{new string('x', 5000)}}"}"""), "gateway"));

    [Fact]
    public async Task Preview_UnknownGateway_IsNamedWithTheNearestOne() => Assert.Equal(
        "gateway: there is no gateway 'Api'; did you mean 'api'? GET /gateways lists the existing ones.",
        (await PostAsync("/gateways/Api/preview", """{"message": "a"}""")).GetProperty("detail").GetString());

    [Theory]
    [InlineData("GET", "/send_message")]
    [InlineData("PATCH", "/messages")]
    [InlineData("GET", "/nowhere")]
    public async Task Request_ThatReachesNoFunction_HasProblemDetails(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var response = await _relay.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("Nothing is served at this path with this method.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/send_message", """must be a JSON object, as in {"message": "Hello", "gateway": "gateway_1"}.""")]
    [InlineData("/gateways/api/preview", """must be a JSON object, as in {"message": "Hello"}.""")]
    [InlineData("/messages/batch", "must be a JSON array of messages, or have one message a line.")]
    [InlineData("/messages/resend", """must be a JSON object, as in {"gateway": "sms"}.""")]
    public async Task Post_EmptyBody_IsCalledEmpty(string path, string form)
    {
        foreach (var body in new[] { "", " \r\n\t", "\uFEFF", "\uFEFF\n" })
            Assert.Equal($"is empty; it {form}", Fault(await PostAsync(path, body), "body"));
    }

    [Theory]
    [InlineData("/send_message", """{"message": "a", "gateway": "api"}""")]
    [InlineData("/gateways/api/preview", """{"message": "a"}""")]
    [InlineData("/messages/resend", """{"gateway": "api"}""")]
    [InlineData("/messages/batch", """[{"message": "a", "gateway": "api"}]""")]
    [InlineData("/messages/batch", "{\"message\": \"a\", \"gateway\": \"api\"}\n\uFEFF{\"message\": \"a\", \"gateway\": \"api\"}")]
    public async Task Post_ByteOrderMark_IsSkipped(string path, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"\uFEFF{body}"));
        using var response = await _relay.Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("\"errors\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/send_message")]
    [InlineData("/messages/batch")]
    [InlineData("/messages/resend")]
    public async Task Post_DeepNesting_IsCalledSo(string path)
    {
        var body = $$$"""[{"message": "a", "gateway": "api", "parameters": {"a": {{{new string('[', 100)}}}{{{new string(']', 100)}}}}}]""";

        Assert.Equal("is nested more than 64 deep.", Fault(await PostAsync(path, path == "/messages/batch" ? body : body[1..^1]), "body"));
    }

    [Theory]
    [InlineData("utf-16", "/send_message")]
    [InlineData("utf-16BE", "/gateways/api/preview")]
    [InlineData("utf-16", "/messages/resend")]
    [InlineData("iso-8859-1", "/messages/resend")]
    [InlineData("iso-8859-1", "/send_message")]
    public async Task Post_OtherEncoding_SaysThatItMustBeUtf8(string charset, string path)
    {
        using var content = new StringContent("""{"message": "café", "gateway": "api"}""", Encoding.GetEncoding(charset));
        using var response = await _relay.Http.PostAsync(path, content, TestContext.Current.CancellationToken);

        Assert.Equal("must be UTF-8.", Fault(await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken), "body"));
    }

    // A line of NDJSON is parsed alone, so "line 1" would be wrong for each but the first.
    [Theory]
    [InlineData("""{"gateway": }""", "byte 13")]
    [InlineData("{\"gateway\":\n }", "line 2, byte 2")]
    public async Task Resend_BrokenJson_NamesThePlace(string body, string place) => Assert.Equal(
        $"must be JSON; it is not at {place}.", Fault(await PostAsync("/messages/resend", body), "body"));

    [Fact]
    public async Task Resend_TooLargeBody_Is413()
    {
        using var content = new StringContent($$"""{"gateway": "api", "cursor": "{{new string('a', 16 * 1024)}}"}""");
        using var response = await _relay.Http.PostAsync("/messages/resend", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static string? Fault(JsonElement problem, string field) => problem.GetProperty("errors").GetProperty(field)[0].GetString();

    private async Task<JsonElement> PostAsync(string path, string body)
    {
        using var response = await _relay.Http.PostAsync(
            path, new ByteArrayContent(Encoding.UTF8.GetBytes(body)), TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public sealed class Server : IAsyncLifetime
    {
        internal RelayHost Relay { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Relay = await RelayHost.StartAsync(
            catalogue: """{"gateways": {"api": {"url": "GATEWAY/a"}, "short": {"url": "GATEWAY/{{ parameters.to }}", "message": {"maxLength": 2}, "parameters": {"to": {"required": true}}}, "replacing": {"url": "GATEWAY/r", "parameters": {"old": {}, "more": {"default": "d"}}, "body": {"json": {"text": "{{ message | replace: parameters.old, parameters.more }}"}}}, "sms_mail": {"url": "GATEWAY/b"}, "cyrillic": {"url": "GATEWAY/c", "parameters": {"from": {}}, "body": {"text": "{{ parameters.from }}: {{ message }}", "contentType": "text/plain; charset=windows-1251"}}, "xml": {"url": "GATEWAY/d", "parameters": {"from": {}}, "body": {"xml": "<a f='{{ parameters.from }}'>{{ id }}{{ message }}</a>"}}, "cut_xml": {"url": "GATEWAY/e", "parameters": {"from": {}}, "settings": {"bad": "\u0001"}, "body": {"xml": "<a f='{{ parameters.from }}'>{{ message | append: settings.bad }}</a>"}}, "titled": {"url": "GATEWAY/f", "parameters": {"from": {}}, "headers": {"X-Title": "{{ parameters.from }}: {{ message }}"}}}}""",
            settings: ["--Relay:GatewayBaseUrl="]);

        public ValueTask DisposeAsync() => Relay.DisposeAsync();
    }
}
