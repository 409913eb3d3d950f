using System.Net.Http.Headers;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Tests.Gateways.HostileTexts;

namespace RelayFunctions.Tests.Gateways.Requests;

/// <summary>Arrays in <c>form</c>, <c>multipart</c> and <c>query</c>: a field for each item.</summary>
public sealed class RepeatedFieldTests
{
    // Templates may process 8 Mi characters.
    [Fact]
    public void Render_FieldOfALongMessage_EvaluatesItOnce()
    {
        var gateway = GatewayFixture.Load("""{"url": "http://a", "body": {"form": {"t": "{{ message }}", "u": "{{ message | upcase }}"}}}""");
        var text = new string('a', 650_000);

        Assert.Equal($"t={text}&u={text.ToUpperInvariant()}", gateway.Fill(text).Body());
    }

    private const string Photos =
        """{ "Body": "{{ message }}", "MediaUrl": ["{{ parameters.one }}", "{{ parameters.two }}", "https://a.example/{{ id }}"] }""";

    [Theory]
    [InlineData("""{"one": "1", "two": "2 &"}""", "Body=Hi&MediaUrl=1&MediaUrl=2+%26&MediaUrl=https%3A%2F%2Fa.example%2F0198")]
    [InlineData("""{"two": "2"}""", "Body=Hi&MediaUrl=2&MediaUrl=https%3A%2F%2Fa.example%2F0198")]
    public void Render_ArrayOfAForm_IsAFieldForEachItemWithAValue(string parameters, string form) =>
        Assert.Equal(form, Load($$"""{"form": {{Photos}}}""").Fill("Hi", parameters).Body());

    [Fact]
    public void Render_ArrayOfAFormInAnotherCharset_IsAFieldForEachItem() => Assert.Equal(
        "Body=%e4&MediaUrl=%f6&MediaUrl=https%3a%2f%2fa.example%2f0198",
        Load($$"""{"form": {{Photos}}, "contentType": "application/x-www-form-urlencoded; charset=iso-8859-1"}""")
            .Fill("ä", """{"one": "ö"}""").Body());

    [Fact]
    public void Render_ArrayOfAMultipartForm_IsAPartForEachItem()
    {
        var content = Load($$"""{"multipart": {{Photos}}}""").Fill("Hi", """{"one": "1", "two": "2"}""").Content!;

        Assert.Equal(
            ["Hi", "1", "2", "https://a.example/0198"],
            BodyParser.Parse(MediaTypeHeaderValue.Parse(content.ContentType), content.Bytes.ToArray())
                .Where(leaf => leaf.Place == "part").Select(leaf => leaf.Value));
    }

    [Fact]
    public void Render_ArrayOfTheQuery_IsAPairForEachItem() => Assert.Equal(
        "https://a.example/?to=b&to=a&x=Hi",
        GatewayFixture.Load(
            """
            {
              "url": "https://a.example/", "method": "GET", "parameters": { "one": {}, "two": {}, "three": {} },
              "query": { "to": ["{{ parameters.one }}", "{{ parameters.two }}", "{{ parameters.three }}"], "x": "{{ message }}" }
            }
            """).Fill("Hi", """{"one": "b", "three": "a"}""").Url.AbsoluteUri);

    [Theory]
    [InlineData("\"{{ parameters.to | split: ',' }}\"", "to=b&to=a%26c")]
    [InlineData("[\"{{ parameters.to | split: ',' }}\", \"d\"]", "to=b&to=a%26c&to=d")]
    [InlineData("\"{{ parameters.none | split: ',' }}\"", "")]
    [InlineData("\"-{{ parameters.to | split: ',' | join: ';' }}\"", "to=-b%3Ba%26c")]
    public void Render_ExpressionThatIsAList_IsAFieldForEachItem(string value, string fields)
    {
        var gateway = GatewayFixture.Load(
            $$"""
            {
              "url": "https://a.example/", "parameters": { "to": {}, "none": {} },
              "query": { "to": {{value}} }, "body": { "form": { "to": {{value}} } }
            }
            """);

        var request = gateway.Fill("Hi", """{"to": "b,a&c"}""");

        Assert.Equal(fields, request.Url.Query.TrimStart('?'));
        Assert.Equal(fields, request.Body());
    }

    [Fact]
    public void Render_Masked_ShowsNoItemThatIsASecretOrCameFromConfiguration()
    {
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "https://a.example/",
              "query": { "token": ["a{{ id }}", "b{{ id }}"], "to": ["{{ secrets.key }}", "{{ message }}"] }
            }
            """,
            ("secrets:key", "s3cret"), ("body:form:a:0", "s3cret too"), ("body:form:a:1", "{{ message }}"));

        Assert.Equal(
            "https://a.example/?token=a0198&token=b0198&to=s3cret&to=Hi", gateway.Fill("Hi").Url.AbsoluteUri);
        Assert.Equal("a=s3cret+too&a=Hi", gateway.Fill("Hi").Body());
        var masked = gateway.Fill("Hi", masked: true);
        CredentialNames.Mask(masked);
        Assert.Equal("https://a.example/?token=SECRET&token=SECRET&to=SECRET&to=Hi", masked.Url.AbsoluteUri);
        Assert.Equal("a=SECRET&a=Hi", masked.Body());
    }

    [Fact]
    public void Sign_ArraysOfTheQuery_AreSignedAsTheyAreSent()
    {
        const string query = """ "url": "https://a.example/", "query": { "to": ["{{ message }}", "a"], "b": "c" } """;
        var amazon = GatewayFixture.Load(
            $$"""{ {{query}}, "auth": { "awsSigV4": { "accessKeyId": "AKIA", "secretAccessKey": "{{"{{ secrets.key }}"}}", "region": "us-east-1", "service": "sns" } } }""",
            ("secrets:key", "s3cret"));
        var hmac = GatewayFixture.Load(
            $$"""{ {{query}}, "auth": { "hmac": { "key": "{{"{{ secrets.key }}"}}", "content": "{{"{{ url }}"}}", "query": { "s": ["v1", "{{"{{ signature }}"}}"] } } } }""",
            ("secrets:key", "s3cret"));

        Assert.Equal("https://a.example/?b=c&to=a&to=z", amazon.Fill("z").Url.AbsoluteUri);
        Assert.Matches(@"^https://a.example/\?to=z&to=a&b=c&s=v1&s=[0-9a-f]{64}\z", hmac.Fill("z").Url.AbsoluteUri);
        Assert.Equal("https://a.example/?to=z&to=a&b=c&s=v1&s=SECRET", hmac.Fill("z", masked: true).Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("[]", "", "must not be an empty array")]
    [InlineData("[\"a\", [\"b\"]]", ".1", "must be a string")]
    [InlineData("[{}]", ".0", "must be a string")]
    [InlineData("[7]", ".0", "must be a string")]
    [InlineData("[null]", ".0", "must be a string")]
    [InlineData("[\"a\", \"{{ parameters.none }}\"]", ".1", "reads parameters.none, which is not among")]
    [InlineData("[\"{{ message \"]", ".0", "")]
    [InlineData("{}", "", "must be a string or an array of strings")]
    [InlineData("true", "", "must be a string or an array of strings")]
    public void Load_InvalidValue_IsAFaultWithItsPlace(string value, string at, string fault)
    {
        foreach (var kind in (string[])["form", "multipart"])
        {
            Assert.StartsWith(
                $"gateways.json: gateway 'partner': body.{kind}.to{at}: {fault}",
                Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "http://a", "body": {"{{kind}}": {"to": {{value}} } } }""")),
                StringComparison.Ordinal);
        }

        Assert.StartsWith(
            $"gateways.json: gateway 'partner': query.to{at}: {fault}",
            Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "http://a", "query": {"to": {{value}} } }""")),
            StringComparison.Ordinal);
    }

    private static Gateway Load(string body) => GatewayFixture.Load(
        $$"""{"url": "http://a", "parameters": { "one": {}, "two": {} }, "body": {{body}} }""");
}
