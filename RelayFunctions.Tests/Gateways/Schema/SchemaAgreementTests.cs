using System.Text.Json.Nodes;

namespace RelayFunctions.Tests.Gateways.Schema;

/// <summary>
/// The schema and the loader say the same of a file. Where a schema can't see what is wrong, the loader is the stricter
/// one, and <see cref="BeyondTheSchema"/> has the reason by name.
/// </summary>
public sealed class SchemaAgreementTests
{
    private static readonly (string Key, string Value)[] Secrets =
        [("Gateways:partner:secrets:token", "s3cret"), ("Gateways:partner:secrets:webhookUrl", "https://a.example/s3cret")];

    /// <summary>The only faults that the loader may find in a file that the schema finds right.</summary>
    private static readonly (string Reason, string Fault)[] BeyondTheSchema =
    [
        ("a template's syntax", "is no Liquid template"),
        ("a name that a template reads", ": reads "),
        ("a tag or filter of a template", "uses the "),
        ("what a template may hold there", "can hold settings and secrets alone"),
        ("a template in the host", "has a part of the message in its scheme"),
        ("an address", ": url: must "),
        ("an address", ": url: a relative one must "),
        ("an address", "tokenUrl: must "),
        ("the bounds of a time", "must be a time from"),
        ("the order of two statuses", "success.status: must be"),
        ("a regular expression", "is no regular expression"),
        ("a parameter's default among its values", "default: must be one of"),
        ("upper and lower case", "stands twice"),
        ("upper and lower case", "is a header that Relay sets itself"),
        ("a media type", "contentType: must be"),
        ("where a template stands in XML", ": body.xml: has "),
        ("a template's value as base64, hex or a name", "keyEncoding says"),
        ("a template's value as base64, hex or a name", "is no secret of Standard Webhooks"),
        ("a template's value as base64, hex or a name", "must hold the signature"),
        ("a template's value as base64, hex or a name", "is no region"),
        ("a template's value as base64, hex or a name", "is no service's name"),
        ("a template's value as base64, hex or a name", "is no access key id"),
        ("a colon in a user's name", "must not hold a colon"),
        ("a file", "certificate.file: is n"),
        ("a file", "certificate.keyFile: is n"),
        ("a certificate beside an http address", "certificate: is shown to"),
    ];

    public static TheoryData<string> Right =>
    [
        """{"url": "https://a.example"}""",
        """{"url": "gateway_1", "settings": {}, "secrets": {}, "parameters": {}, "query": {}, "headers": {}, "success": {}, "retry": {}, "limits": {}}""",
        """{"url": "https://a.example/{{ settings.a }}", "settings": {"a": "b"}}""",
        """{"url": "https://a.example", "headers": {"X-Title": "{{ message }} é"}}""",
        """{"url": "https://a.example", "body": {"json": [null, 1, true, "{{ message }}", {"a": {}}], "contentType": "application/vnd.a+json; charset=utf-8"}}""",
        """{"url": "https://a.example", "body": {"xml": "<a/>", "contentType": "text/xml"}}""",
        """{"url": "https://a.example", "body": {"text": "", "contentType": "text/markdown"}}""",
        """{"url": "https://a.example", "auth": {"basic": {"user": "", "password": ""}}}""",
        """{"url": "https://a.example", "success": {"status": "200-299 , 409", "json": {"": 1, "/a~1b/0": [1, null], "/c": null}}}""",
        """{"url": "https://a.example", "timeout": "00:00:00.5", "retry": {"interval": "01:00", "maxInterval": "1.00:00:00", "stopOn": [], "on": [503]}}""",
        """{"url": "https://a.example", "parameters": {"a": {}, "b_1": {"type": "number", "default": 1.5}, "c": {"required": false, "default": "x"}}}""",
        """{"preset": "slack"}""",
        """{"preset": "telegram", "settings": {"chatId": "1"}, "timeout": "00:00:05", "retry": {"stopOn": []}}""",
    ];

    public static TheoryData<string> Wrong =>
    [
        """{}""",
        """7""",
        """{"url": ""}""",
        """{"url": 7}""",
        """{"URL": "https://a.example"}""",
        """{"preset": "pigeon"}""",
        """{"preset": "pigeon", "url": "https://a.example"}""",
        """{"preset": "telegram"}""",
        """{"preset": "telegram", "settings": {}}""",
        """{"preset": "telegram", "settings": {"chatid": "1"}}""",
        """{"preset": "telegram", "settings": {"chatId": "1", "more": "x"}}""",
        """{"preset": "telegram", "settings": {"chatId": "1"}, "Retry": {"attempts": 1}}""",
        """{"preset": "slack", "settings": {"a": "b"}}""",
        """{"url": "https://a.example", "method": "post"}""",
        """{"url": "https://a.example", "settings": {"a": ""}}""",
        """{"url": "https://a.example", "settings": {"a": 1}}""",
        """{"url": "https://a.example", "secrets": {"token": "s3cret"}}""",
        """{"url": "https://a.example", "network": "none"}""",
        """{"url": "https://a.example", "timeout": "10"}""",
        """{"url": "https://a.example", "timeout": 10}""",
        """{"url": "https://a.example", "retry": {"interval": "00:00:59"}}""",
        """{"url": "https://a.example", "retry": {"attempts": 4}}""",
        """{"url": "https://a.example", "retry": {"attempts": 1.5}}""",
        """{"url": "https://a.example", "retry": {"stopOn": [200]}}""",
        """{"url": "https://a.example", "retry": {"stopOn": [400], "on": [503]}}""",
        """{"url": "https://a.example", "limits": {"inFlight": 0}}""",
        """{"url": "https://a.example", "limits": {"inFlight": 251}}""",
        """{"url": "https://a.example", "limits": {"perSecond": 0.09}}""",
        """{"url": "https://a.example", "limits": {"perSecond": 1001}}""",
        """{"url": "https://a.example", "headers": {"X Y": "a"}}""",
        """{"url": "https://a.example", "headers": {"Host": "a"}}""",
        """{"url": "https://a.example", "headers": {"X-A": "é"}}""",
        """{"url": "https://a.example", "headers": {"X-A": "a\r\nb"}}""",
        """{"url": "https://a.example", "query": {"": "a"}}""",
        """{"url": "https://a.example", "body": {}}""",
        """{"url": "https://a.example", "body": {"contentType": "text/plain"}}""",
        """{"url": "https://a.example", "body": {"json": null}}""",
        """{"url": "https://a.example", "body": {"json": {}, "form": {}}}""",
        """{"url": "https://a.example", "body": {"form": {}, "contentType": "text/plain"}}""",
        """{"url": "https://a.example", "body": {"json": {}, "contentType": "text/plain"}}""",
        """{"url": "https://a.example", "body": {"xml": "<a/>", "contentType": "application/json"}}""",
        """{"url": "https://a.example", "auth": {}}""",
        """{"url": "https://a.example", "auth": {"bearer": ""}}""",
        """{"url": "https://a.example", "auth": {"bearer": "a", "basic": {"user": "a", "password": "b"}}}""",
        """{"url": "https://a.example", "auth": {"basic": {"user": "a"}}}""",
        """{"url": "https://a.example", "auth": {"header": {"name": "X-A"}}}""",
        """{"url": "https://a.example", "auth": {"hmac": {"key": "a"}}}""",
        """{"url": "https://a.example", "success": {"status": "2xx"}}""",
        """{"url": "https://a.example", "success": {"status": "100"}}""",
        """{"url": "https://a.example", "success": {"json": {"ok": true}}}""",
        """{"url": "https://a.example", "success": {"json": {"/a~2": true}}}""",
        """{"url": "https://a.example", "parameters": {"1a": {}}}""",
        """{"url": "https://a.example", "parameters": {"a": {"type": "date"}}}""",
        """{"url": "https://a.example", "parameters": {"a": {"type": "integer", "default": "x"}}}""",
        """{"url": "https://a.example", "parameters": {"a": {"default": 1}}}""",
        """{"url": "https://a.example", "parameters": {"a": {"required": true, "default": "x"}}}""",
        """{"url": "https://a.example", "parameters": {"a": {"type": "integer", "values": ["1"]}}}""",
        """{"url": "https://a.example", "parameters": {"a": {"values": []}}}""",
    ];

    public static TheoryData<string> RightForTheSchemaAlone =>
    [
        """{"url": "https://a.example/{{ message"}""",
        """{"url": "https://a.example/{{ parameters.a }}"}""",
        """{"url": "https://a.example", "body": {"text": "{{ message | raw }}"}}""",
        """{"url": "https://a.example", "auth": {"bearer": "{{ message }}"}}""",
        """{"url": "https://{{ message }}.example"}""",
        """{"url": "ftp://a.example"}""",
        """{"url": "../a"}""",
        """{"url": "https://a.example", "timeout": "00:03:00"}""",
        """{"url": "https://a.example", "retry": {"interval": "00:05:00", "maxInterval": "00:04:00"}}""",
        """{"url": "https://a.example", "success": {"status": "299-200"}}""",
        """{"url": "https://a.example", "success": {"body": "("}}""",
        """{"url": "https://a.example", "parameters": {"a": {"values": ["b"], "default": "c"}}}""",
        """{"url": "https://a.example", "headers": {"X-A": "1", "x-a": "2"}}""",
        """{"url": "https://a.example", "headers": {"host": "a"}}""",
        """{"url": "https://a.example", "body": {"text": "a", "contentType": "text/html"}}""",
        """{"url": "https://a.example", "body": {"xml": "<{{ message }}/>"}}""",
        """{"url": "https://a.example", "auth": {"hmac": {"key": "x", "keyEncoding": "hex", "headers": {"X-S": "{{ signature }}"}}}}""",
        """{"url": "https://a.example", "auth": {"hmac": {"key": "x", "headers": {"X-S": "s"}}}}""",
        """{"url": "https://a.example", "auth": {"standardWebhooks": {"secret": "?"}}}""",
        """{"url": "https://a.example", "auth": {"oauth2": {"tokenUrl": "a", "clientId": "b", "clientSecret": "c"}}}""",
        """{"url": "https://a.example", "auth": {"awsSigV4": {"accessKeyId": "?", "secretAccessKey": "a", "region": "?", "service": "?"}}}""",
        """{"url": "https://a.example", "auth": {"basic": {"user": "a:b", "password": "c"}}}""",
        """{"url": "https://a.example", "certificate": {"file": "nothing.pem", "keyFile": "nothing.key"}}""",
        """{"url": "http://a.example", "certificate": {"file": "nothing.pem"}}""",
    ];

    [Theory]
    [MemberData(nameof(Right))]
    public void Entry_ThatIsRight_IsRightForBoth(string entry)
    {
        Assert.Empty(Faults(entry));
        Assert.True(CatalogueSchema.Accepts(Catalogue(entry)));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Entry_ThatIsWrong_IsWrongForBoth(string entry)
    {
        Assert.NotEmpty(Faults(entry));
        Assert.False(CatalogueSchema.Accepts(Catalogue(entry)));
    }

    [Theory]
    [MemberData(nameof(RightForTheSchemaAlone))]
    public void Entry_WrongForAReasonBeyondTheSchema_IsRefusedByTheLoader(string entry)
    {
        Assert.True(CatalogueSchema.Accepts(Catalogue(entry)));
        Assert.All(Faults(entry), fault => Assert.Contains(BeyondTheSchema, reason => fault.Contains(reason.Fault, StringComparison.Ordinal)));
        Assert.NotEmpty(Faults(entry));
    }

    [Fact]
    public void Reasons_BeyondTheSchema_AreEachMetInTheTable()
    {
        string[] faults = [.. RightForTheSchemaAlone.SelectMany(row => Faults(row.Data))];

        Assert.All(BeyondTheSchema, reason => Assert.Contains(faults, fault => fault.Contains(reason.Fault, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"gateways": {}}""", true)]
    [InlineData("""{"$schema": "./gateways.schema.json", "gateways": {/* none */},}""", true)]
    [InlineData("""{}""", false)]
    [InlineData("""[]""", false)]
    [InlineData("""{"gateways": []}""", false)]
    [InlineData("""{"gateways": {}, "more": 1}""", false)]
    [InlineData("""{"gateways": {"a__b": {"url": "https://a.example"}}}""", false)]
    [InlineData("""{"gateways": {"a-b": {"url": "https://a.example"}}}""", false)]
    [InlineData("""{"gateways": {"a": null}}""", false)]
    public void File_IsTheSameForBoth(string text, bool isRight) =>
        Assert.Equal((isRight, isRight), (CatalogueSchema.FaultsOf(text).Count == 0, CatalogueSchema.Accepts(text)));

    [Fact]
    public void FullExample_EachKeyRemovedOfAnotherTypeOrUnknown_IsTheSameForBoth()
    {
        string[] examples = [FullExample.Text, FullExample.WithCertificate];
        Assert.All(examples, example => Assert.Empty(CatalogueSchema.FaultsOf(example)));
        Assert.All(examples, example => Assert.True(CatalogueSchema.Accepts(example)));

        var refused = 0;
        // Each gateway alone, so that a change costs the reading of one.
        foreach (var (change, text) in FullExample.Gateways.Append(FullExample.WithCertificate).SelectMany(Mutations.Of))
        {
            var faults = CatalogueSchema.FaultsOf(text);
            var accepts = CatalogueSchema.Accepts(text);
            refused += accepts ? 0 : 1;
            Assert.True(
                accepts
                    ? faults.All(fault => BeyondTheSchema.Any(reason => fault.Contains(reason.Fault, StringComparison.Ordinal)))
                    : faults.Count > 0,
                $"{change}: the schema {(accepts ? "accepts" : "refuses")} it, the loader says [{string.Join("; ", faults)}]");
        }

        Assert.True(refused > 500, $"{refused}");
    }

    private static string Catalogue(string entry) => $$"""{"gateways": {"partner": {{entry}} } }""";

    private static IReadOnlyList<string> Faults(string entry)
    {
        var names = JsonNode.Parse(entry) is JsonObject values && values["preset"]?.GetValue<string>() is { } preset ? preset : null;
        return CatalogueSchema.FaultsOf(
            Catalogue(entry), [.. Secrets.Where(secret => names is "telegram" && secret.Key.EndsWith("token", StringComparison.Ordinal)
                || (names is "slack" && secret.Key.EndsWith("Url", StringComparison.Ordinal)))]);
    }
}
