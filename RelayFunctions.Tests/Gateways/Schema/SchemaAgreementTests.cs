using System.Text.Json.Nodes;

namespace RelayFunctions.Tests.Gateways.Schema;

/// <summary>
/// The schema and the loader agree about a file. If a schema can't express a rule, the loader is stricter, and
/// <see cref="BeyondTheSchema"/> lists the rule.
/// </summary>
public sealed partial class SchemaAgreementTests
{
    private static readonly (string Key, string Value)[] Secrets =
        [("Gateways:partner:secrets:token", "s3cret"), ("Gateways:partner:secrets:webhookUrl", "https://a.example/s3cret")];

    /// <summary>The only faults that the loader may find in a file that the schema accepts.</summary>
    private static readonly (string Reason, string Fault)[] BeyondTheSchema =
    [
        ("a template's syntax", "is not a Liquid template"),
        ("a name that a template reads", ": reads "),
        ("a name that a template reads", "and no template reads it"),
        ("a tag or filter of a template", "uses the "),
        ("what a template may hold there", "can use only settings and secrets"),
        ("a template in the host", "has a part of the message in its scheme"),
        ("an address", ": url: must "),
        ("an address", ": url: a relative url must "),
        ("an address", "tokenUrl: must "),
        ("an address", "login.url: must "),
        ("an address", "which must be an http or https address"),
        ("the bounds of a time", "must be a time from"),
        ("the order of two statuses", "success.status: must be"),
        ("a regular expression", "is not a regular expression"),
        ("a parameter's default among its values", "default: must be one of"),
        ("upper and lower case", "is specified twice"),
        ("upper and lower case", "is a header that Relay sets itself"),
        ("a media type", "contentType: must be"),
        ("a charset", "contentType: must have no other charset"),
        ("a charset", "contentType: has a charset"),
        ("a charset", "xml: declares "),
        ("the order of two bounds", "must not be less than minimum"),
        ("another parameter", "unless: must be another parameter"),
        ("the bounds of a default", "default: must be at "),
        ("where a template is in XML", ": body.xml: has "),
        ("a template's value as base64, hex or a name", "keyEncoding says"),
        ("a template's value as base64, hex or a name", "is not a secret of Standard Webhooks"),
        ("a template's value as base64, hex or a name", "must contain the signature"),
        ("a template's value as base64, hex or a name", "is not a valid AWS region"),
        ("a template's value as base64, hex or a name", "is not a valid AWS service name"),
        ("a template's value as base64, hex or a name", "is not an access key id"),
        ("a key", "privateKey: must be a private key"),
        ("HTTP/2 beside an http address", "httpVersion: can be 2 only with"),
        ("a colon in a user's name", "must not contain a colon"),
        ("a file", "certificate.file: is n"),
        ("a file", "certificate.file: has no private key"),
        ("a file", "certificate.password: is missing"),
        ("a file", "certificate.keyFile: is n"),
        ("a certificate beside an http address", "certificate: requires an https url"),
        ("a file", "tls.ca: is n"),
        ("tls beside an http address", "tls: can be used only with"),
        ("an address", "proxy: must "),
        ("another gateway", "is not a gateway of the catalogue"),
    ];

    [Theory]
    [MemberData(nameof(Right))]
    public void Entry_Valid_IsValidForBoth(string entry)
    {
        Assert.Empty(Faults(entry));
        Assert.True(CatalogueSchema.Accepts(Catalogue(entry)));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Entry_Invalid_IsInvalidForBoth(string entry)
    {
        Assert.NotEmpty(Faults(entry));
        Assert.False(CatalogueSchema.Accepts(Catalogue(entry)));
    }

    [Theory]
    [MemberData(nameof(RightForTheSchemaAlone))]
    public void Entry_InvalidForAReasonBeyondTheSchema_IsRejectedByTheLoader(string entry)
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

    [Fact]
    public void Faults_OfBothTables_EndWithoutAFullStop() => Assert.All(
        Wrong.Concat(RightForTheSchemaAlone).SelectMany(row => Faults(row.Data)),
        fault => Assert.False(fault.EndsWith('.'), fault));

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
        // Each gateway by itself, so that a mutation costs the reading of only one.
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
