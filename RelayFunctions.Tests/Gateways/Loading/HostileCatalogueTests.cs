using System.Text.Json;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

/// <summary>
/// A catalogue that could end the process, exhaust its memory or break the reader is a fault with file, gateway and
/// key.
/// </summary>
public sealed class HostileCatalogueTests
{
    public static TheoryData<string, string, string> Entries => new()
    {
        { """{"url": "http://a", "method": "PO ST"}""", "method", "must be one of POST" },
        { """{"url": "http://a", "method": ""}""", "method", "must be one of POST" },
        { """{"url": "http://a", "method": "POST\r\n"}""", "method", "must be one of POST" },
        { """{"url": "htt{{ now }}ps://a/"}""", "url", "begins with a part of the message" },
        { """{"url": "https://{{ now }}/"}""", "url", "has a part of the message in its scheme" },
        { """{"url": "http://a:99999/"}""", "url", "must have a valid host and port" },
        { """{"url": "http://[/"}""", "url", "must have a valid host and port" },
        { Url(new string('a', 9000)), "url", "must be at most 8192 characters long" },
        { """{"url": "http://a", "auth": {"bearer": "{% for a in settings.a %}{{ a }}{% endfor %}{{ 1 | divided_by: 0 }}"}, "settings": {"a": "b"}}""", "auth.bearer", "divides by zero" },
        { Auth("{% assign a = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}" + Repeat("{% assign a = a | append: a %}", 30) + "{{ a }}"), "auth.bearer", "works on more than" },
        { Body(Repeat("{% if message %}", 3000) + Repeat("{% endif %}", 3000)), "body.text", "is a template of more than 65536 characters" },
        { Body(Repeat("{% if message %}", 2000) + Repeat("{% endif %}", 2000)), "body.text", "is nested more than 100 deep" },
        { Body(Repeat("{% if a %}", 6000)), "body.text", "is not a Liquid template" },
        { Body("{{ message" + Repeat(" | upcase", 30_000) + " }}"), "body.text", "is a template of more than 65536 characters" },
        { Body("{{ message" + Repeat("|strip", 10_000) + " }}"), "body.text", "is nested more than 100 deep" },
        { Body("{{ " + Repeat("message[", 6000) + "1" + Repeat("]", 6000) + " }}"), "body.text", "is nested more than 100 deep" },
        { Body("{% if " + Repeat("message or ", 5000) + "message %}{% endif %}"), "body.text", "is nested more than 100 deep" },
        { """{"url": "http://a", "success": {"body": "((a{1000}){1000}){1000}"}}""", "success.body", "is not a regular expression that can run without backtracking" },
        { Success(new string('(', 499) + new string(')', 500)), "success.body", "is not a regular expression: insufficient opening parentheses at character" },
        { Success(new string('a', 1001)), "success.body", "must be at most 1000 characters long" },
        { """{"url": "http://a", "limits": {"perSecond": 1e400}}""", "limits.perSecond", "must be a number from" },
        { """{"url": "http://a", "retry": {"attempts": 99999999999999999999}}""", "retry.attempts", "must be a whole number" },
        { """{"url": "http://a", "parameters": {"a": {"type": "number", "default": 1e400}}}""", "parameters.a.default", "must be a number" },
        { """{"url": "https://a", "certificate": {"file": "/dev/zero"}}""", "certificate.file", "is neither PKCS #12 nor PEM" },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void Load_EntryThatWouldBreakTheReader_IsAFaultOfItsKey(string entry, string key, string fault) => Assert.Contains(
        GatewayFixture.FaultsOf(entry), found => found.StartsWith($"gateways.json: gateway 'partner': {key}: {fault}", StringComparison.Ordinal));

    [Fact]
    public void Load_FileThatIsNestedTooDeeply_ReportsTheMaxDepth() => Assert.Contains(
        "may be nested 64 deep",
        Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "http://a", "body": {"json": {{Repeat("[", 70)}}{{Repeat("]", 70)}} } }""")),
        StringComparison.Ordinal);

    [Fact]
    public void Load_SettingsThatAreNestedTooDeeply_AreAFault() => Assert.Contains(
        GatewayFixture.FaultsOf("""{"url": "http://a"}""", (string.Join(':', Enumerable.Repeat("body", 5000)), "a")),
        fault => fault.EndsWith("is nested more than 64 deep", StringComparison.Ordinal));

    [Fact]
    public void Load_ManyFaults_AreReportedInPartAndInOneLineEach()
    {
        var entries = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"a{i}\\n{new string('x', 200)}\": 1"));

        var faults = GatewayFixture.FaultsOf($$"""{"url": "http://a", {{entries}} }""");

        Assert.Equal(101, faults.Count);
        Assert.EndsWith("more faults", faults[^1], StringComparison.Ordinal);
        Assert.All(faults, fault => Assert.True(fault.Length < 600 && !fault.Contains('\n', StringComparison.Ordinal), fault));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Url(string path) => $$"""{"url": "http://a/{{path}}"}""";

    private static string Body(string template) => $$"""{"url": "http://a", "body": {"text": {{JsonSerializer.Serialize(template)}} } }""";

    private static string Auth(string template) => $$"""{"url": "http://a", "auth": {"bearer": {{JsonSerializer.Serialize(template)}} } }""";

    private static string Success(string pattern) => $$"""{"url": "http://a", "success": {"body": {{JsonSerializer.Serialize(pattern)}} } }""";
}
