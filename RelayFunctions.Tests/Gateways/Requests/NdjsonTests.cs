using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Tests.Gateways.Requests;

/// <summary>A body of JSON lines (https://github.com/ndjson/ndjson-spec), as Elasticsearch's <c>_bulk</c> takes it.</summary>
public sealed class NdjsonTests
{
    private const string Bulk = """
        {"ndjson": [
          {"index": {"_index": "{{ parameters.index }}", "_id": "{{ id }}", "version": "{{ parameters.version }}"}},
          {"text": "{{ message }}", "n": 1, "list": ["{{ message }}", null]}
        ]}
        """;

    [Fact]
    public void Body_EachItem_IsALineOfJson()
    {
        var content = Load(Bulk).Fill("a\"b\\c\n\r\u2028é👋", """{"index": "news", "version": 7}""").Content!;

        Assert.Equal("application/x-ndjson", content.ContentType);
        Assert.Equal(
            """
            {"index":{"_index":"news","_id":"0198","version":7}}
            {"text":"a\"b\\c\n\r\u2028é\uD83D\uDC4B","n":1,"list":["a\"b\\c\n\r\u2028é\uD83D\uDC4B",null]}

            """.ReplaceLineEndings("\n"),
            System.Text.Encoding.UTF8.GetString(content.Bytes.Span));
    }

    [Theory]
    [InlineData("{}", "\"a\"\n")]
    [InlineData("""{"index": "x"}""", "\"x\"\n\"a\"\n")]
    public void Body_LineWithoutAValue_IsLeftOut(string parameters, string expected) => Assert.Equal(
        expected, Load("""{"ndjson": ["{{ parameters.index }}", "{{ message }}"]}""").Fill("a", parameters).Body());

    [Theory]
    [InlineData("application/jsonl")]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson; charset=utf-8")]
    public void Body_WithAContentType_HasIt(string type) => Assert.Equal(
        type, Load($$"""{"ndjson": [1], "contentType": "{{type}}"}""").Fill("a").Content!.ContentType);

    [Fact]
    public void Signature_OfTheBody_IsThatOfItsBytes()
    {
        var signed = GatewayFixture.Load(
            """
            {
              "url": "http://a", "body": { "ndjson": [ { "a": "{{ message }}" }, 1 ] },
              "auth": { "hmac": { "key": "k", "headers": { "X-S": "{{ signature }}" } } }
            }
            """).Fill("é").Header("X-S");

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("k"u8, "{\"a\":\"é\"}\n1\n"u8)), signed);
    }

    [Fact]
    public void Line_OverTheBoundOfTemplates_IsRejectedWithItsPlace()
    {
        var refused = Assert.Throws<RenderException>(() => Load(
            """{"ndjson": [1, {"a": "{% for i in parameters.index %}{% endfor %}{{ message | date: '%s' }}"}]}""").Fill("no time"));

        Assert.StartsWith("body.ndjson.1.a contains a value", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ndjson": []}""", "body.ndjson: is an empty list")]
    [InlineData("""{"ndjson": {"a": 1}}""", "body.ndjson: must be a list of JSON values, each of which becomes a line, as in \"ndjson\": [{\"text\": \"{{ message }}\"}]")]
    [InlineData("""{"ndjson": "{{ message }}"}""", "body.ndjson: must be a list")]
    [InlineData("""{"ndjson": [1], "json": {}}""", "body: has json and ndjson, of which there can be only one")]
    [InlineData("""{"ndjson": [1], "contentType": "text/plain"}""", "body.contentType: must be a JSON type")]
    [InlineData("""{"ndjson": [1], "contentType": "application/x-ndjson; charset=windows-1251"}""", "body.contentType: must have no other charset than utf-8")]
    [InlineData("""{"ndjson": [{"{{ message }}": 1}]}""", "body.ndjson.0.{{ message }}: has a template in its name")]
    [InlineData("""{"ndjson": [1, {"a": "{{ mesage }}"}]}""", "body.ndjson.1.a: reads 'mesage'")]
    [InlineData("""{"text": "{{ message }}", "contentType": "application/x-ndjson"}""", "body.contentType: must be a type of plain text; use json, ndjson, form or xml for those")]
    public void Load_InvalidBody_IsAFault(string body, string fault) => Assert.Contains(
        GatewayFixture.FaultsOf($$"""{"url": "http://a", "body": {{body}} }"""),
        found => found.StartsWith($"gateways.json: gateway 'partner': {fault}", StringComparison.Ordinal));

    [Fact]
    public void Load_LineWrittenAsAString_IsAWarning() => Assert.Equal(
        ["gateways.json: gateway 'partner': body.ndjson.0: is a string that contains JSON, so the gateway receives a string: write the object or list itself, without quotation marks around it"],
        GatewayFixture.WarningsOf("""{"url": "http://a", "body": {"ndjson": ["{\"index\": {}}", {"text": "{{ message }}"}]}}"""));

    private static Gateway Load(string body) => GatewayFixture.Load(
        $$"""{"url": "http://a", "body": {{body}}, "parameters": {"index": {}, "version": {"type": "integer"} } }""");
}
