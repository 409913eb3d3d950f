using RelayFunctions.Tests.Gateways.Certificates;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.FrontDoor.Previews;

/// <summary>
/// A secret is planted in each place that can contain one; previews show none of them, and show all that is not secret.
/// </summary>
public sealed class MaskTests
{
    private const string Mark = "c0ffee";

    /// <summary>An entry of the file, and the part of its preview that shows that it was used.</summary>
    private static readonly (string Entry, string Shown)[] InFile =
    [
        ("""{"url": "https://a.example/{{ secrets.s }}/x"}""", "https://a.example/SECRET/x"),
        ("""{"url": "https://a.example/x?k={{ secrets.s }}&l=m"}""", "https://a.example/x?k=SECRET&l=m"),
        ("""{"url": "{{ secrets.u }}"}""", "https://u.example/SECRET"),
        ("""{"url": "https://{{ secrets.s }}.example/x"}""", "https://secret/SECRET"),
        ("""{"url": "https://a.example/x", "query": {"q": "a{{ secrets.s }}"}}""", "https://a.example/x?q=aSECRET"),
        ("""{"url": "https://a.example/x?apikey=c0ffee&l=m"}""", "https://a.example/x?apikey=SECRET&l=m"),
        ("""{"url": "https://a.example/x", "query": {"access_token": "c0ffee"}}""", "https://a.example/x?access_token=SECRET"),
        ("""{"url": "https://a.example/x", "headers": {"X-A": "a {{ secrets.s }}"}}""", "\"X-A\": \"a SECRET\""),
        ("""{"url": "https://a.example/x", "headers": {"authorization": "Bearer c0ffee"}}""", "\"Authorization\": \"SECRET\""),
        ("""{"url": "https://a.example/x", "headers": {"X-Api-Key": "c0ffee"}}""", "\"X-Api-Key\": \"SECRET\""),
        ("""{"url": "https://a.example/x", "auth": {"bearer": "{{ secrets.s }}"}}""", "\"Authorization\": \"Bearer SECRET\""),
        ("""{"url": "https://a.example/x", "auth": {"bearer": "c0ffee"}}""", "-H 'Authorization: Bearer SECRET'"),
        ("""{"url": "https://a.example/x", "auth": {"basic": {"user": "u", "password": "{{ secrets.s }}"}}}""", "\"Authorization\": \"Basic SECRET\""),
        ("""{"url": "https://a.example/x", "auth": {"header": {"name": "X-K", "value": "{{ secrets.s }}"}}}""", "\"X-K\": \"SECRET\""),
        ("""{"url": "https://a.example/x", "auth": {"query": {"name": "k", "value": "{{ secrets.s }}"}}}""", "https://a.example/x?k=SECRET"),
        ("""{"url": "https://a.example/x", "auth": {"oauth2": {"tokenUrl": "https://a.example/c0ffee", "clientId": "c0ffee", "clientSecret": "{{ secrets.s }}"}}}""", "\"Authorization\": \"Bearer SECRET\""),
        ("""{"url": "https://a.example/x", "auth": {"login": {"url": "https://a.example/c0ffee", "token": "/a", "body": {"json": {"p": "{{ secrets.s }}", "q": "c0ffee"}}}}}""", "-H 'Authorization: Bearer SECRET'"),
        ("""{"url": "https://a.example/x", "auth": {"login": {"url": "https://a.example/{{ secrets.s }}", "token": "/a", "tokenIn": {"header": "X-K", "prefix": "c0ffee"}}}}""", "-H 'X-K: SECRET'"),
        ("""{"url": "https://a.example/x", "auth": {"login": {"url": "https://a.example", "token": "/a", "query": {"k": "{{ secrets.s }}"}, "tokenIn": {"query": "k"}}}}""", "'https://a.example/x?k=SECRET'"),
        ("""{"url": "https://a.example/x", "auth": {"hmac": {"key": "{{ secrets.s }}", "headers": {"X-S": "v0={{ signature }} {{ secrets.s }}"}}}}""", "\"X-S\": \"v0=SECRET SECRET\""),
        ("""{"url": "https://a.example/x", "auth": {"standardWebhooks": {"secret": "YzBmZmVl"}}}""", "\"webhook-signature\": \"v1,SECRET\""),
        ("""{"url": "https://a.example/x", "body": {"json": {"a": ["{{ secrets.s }}", "b"]}}}""", """{\"a\":[\"SECRET\",\"b\"]}"""),
        ("""{"url": "https://a.example/x", "body": {"form": {"a": "{{ secrets.s }}", "b": "c"}}}""", "a=SECRET&b=c"),
        ("""{"url": "https://a.example/x", "body": {"multipart": {"a": "{{ secrets.s }}"}}}""", "SECRET"),
        ("""{"url": "https://a.example/x", "body": {"xml": "<a b='{{ secrets.s }}'>c</a>"}}""", "<a b='SECRET'>c</a>"),
        ("""{"url": "https://a.example/x", "body": {"text": "{{ secrets.s | upcase }} {{ settings.from }}"}}""", "SECRET me"),
    ];

    /// <summary>A setting over a plain gateway, and the part of its preview that shows that it was used.</summary>
    private static readonly (string Setting, string Shown)[] InConfiguration =
    [
        ("url=https://a.example/c0ffee?b=c0ffee", "https://a.example/SECRET"),
        ("query:q=c0ffee", "https://a.example/x?q=SECRET"),
        ("headers:X-A=c0ffee", "\"X-A\": \"SECRET\""),
        ("headers:X-A=c0ffee {{ message }}", "\"X-A\": \"SECRET\""),
        ("headers:X-A={{ message }}", "\"X-A\": \"Hello\""),
        ("auth:bearer=c0ffee", "\"Authorization\": \"Bearer SECRET\""),
        ("body:json:a=c0ffee", """{\"a\":\"SECRET\"}"""),
        ("body:json:a:0:b=c0ffee", """{\"a\":[{\"b\":\"SECRET\"}]}"""),
        ("body:text=c0ffee", "\"body\": \"SECRET\""),
        ("headers:X-A={{ 'c0ffee' | append: message }}", "\"X-A\": \"SECRET\""),
        ("headers:X-A={{ message | append: 'c0ffee' }}", "\"X-A\": \"SECRET\""),
        ("headers:X-A={{ message | replace: 'Hello', 'c0ffee' }}", "\"X-A\": \"SECRET\""),
        ("headers:X-A={{ nil | default: 'c0ffee' }}", "\"X-A\": \"SECRET\""),
        ("headers:X-A={% assign k = 'c0ffee' %}{{ k }}", "\"X-A\": \"SECRET\""),
        ("headers:X-A={% if message %}{{ 'c0ffee' }}{% endif %}", "\"X-A\": \"SECRET\""),
        ("headers:X-A={% raw %}c0ffee{% endraw %}", "\"X-A\": \"SECRET\""),
        ("headers:X-A={{ 17032961 | plus: 0 }}", "\"X-A\": \"SECRET\""),
        ("headers:X-A={{ attempt | times: 17032961 }}", "\"X-A\": \"SECRET\""),
        ("query:q={{ 'c0ffee' }}", "https://a.example/x?q=SECRET"),
        ("url=https://a.example/{{ 'c0ffee' }}?b={{ 17032961 }}", "https://a.example/SECRET"),
        ("body:text={{ 'c0ffee' }}", "\"body\": \"SECRET\""),
        ("body:xml=<a>{{ 'c0ffee' }}</a>", "\"body\": \"SECRET\""),
        ("body:form:a={{ 'c0ffee' }}", "\"body\": \"a=SECRET\""),
        ("body:multipart:a={{ 'c0ffee' }}", "SECRET"),
        ("body:json:a={{ 'c0ffee' }}", """{\"a\":\"SECRET\"}"""),
        ("body:json:a={{ 17032961 }}", """{\"a\":\"SECRET\"}"""),
        ("body:json:a={{ message | append: ',c0ffee' | split: ',' }}", """{\"a\":\"SECRET\"}"""),
        ("body:json:a:b={{ 'c0ffee' }}", """{\"a\":{\"b\":\"SECRET\"}}"""),
        ("body:json:a:0=c0ffee", """{\"a\":[\"SECRET\"]}"""),
        ("body:json:a:0={{ 'c0ffee' }}", """{\"a\":[\"SECRET\"]}"""),
        ("body:json:a={{ message | upcase }}", """{\"a\":\"HELLO\"}"""),
        ("auth:hmac:headers:X-S={{ signature | append: 'c0ffee' }}", "\"X-S\": \"SECRET\""),
        ("settings:from=you", "https://a.example/x"),
    ];

    [Fact]
    public Task Preview_SecretInTheFilesFormat_IsMasked() => AssertMaskedAsync([.. InFile.Select(row => (row.Entry, "timeout=00:00:30", row.Shown))]);

    [Fact]
    public Task Preview_TextThatConfigurationGave_IsMasked() =>
        AssertMaskedAsync([.. InConfiguration.Select(row => ("""{"url": "https://a.example/x"}""", row.Setting, row.Shown))]);

    [Fact]
    public async Task Preview_CertificateOfAGateway_IsMasked()
    {
        using var folder = new TempFolder();
        using var certificates = new TestCertificates();
        using var certificate = certificates.Create("client");
        var file = await folder.WriteAsync("c0ffee.pem", certificate.ExportCertificatePem());
        var keyFile = await folder.WriteAsync("c0ffee.key", TestCertificates.KeyPem(certificate, "c0ffee"));
        await using var relay = await RelayHost.StartAsync(
            now: TimeProvider.System.GetUtcNow(),
            catalogue: """{"gateways": {"partner": {"url": "https://a.example/x"}}}""",
            settings:
            [
                $"--Gateways:partner:certificate:file={file}", $"--Gateways:partner:certificate:keyFile={keyFile}",
                "--Gateways:partner:certificate:password=c0ffee",
            ]);

        var preview = await PreviewTests.PreviewAsync(relay, "partner", """{"message": "Hello"}""");

        Assert.Contains("curl --http1.1 -X POST 'https://a.example/x' --cert SECRET ", preview["curl"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, preview.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_PathOfTheBaseUrl_IsMasked()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{"gateways": {"relative": {"url": "x/y"}}}""", settings: ["--Relay:GatewayBaseUrl=https://a.example/c0ffee/"]);

        foreach (var gateway in new[] { "relative", "unlisted" })
        {
            var preview = await PreviewTests.PreviewAsync(relay, gateway, """{"message": "Hello"}""");

            Assert.Equal("https://a.example/SECRET", preview["url"]!.GetValue<string>());
            Assert.DoesNotContain(Mark, preview.ToJsonString(), StringComparison.Ordinal);
        }
    }

    private static async Task AssertMaskedAsync((string Entry, string Setting, string Shown)[] rows)
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: $$"""{"gateways": { {{string.Join(',', rows.Select((row, number) => $"\"g{number}\": {row.Entry}"))}} } }""",
            settings: [.. rows.SelectMany((row, number) => Settings(row.Setting).Select(setting => $"--Gateways:g{number}:{setting}"))]);

        for (var number = 0; number < rows.Length; number++)
        {
            using var response = await relay.PostAsync($"/gateways/g{number}/preview", """{"message": "Hello"}""");
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Contains(rows[number].Shown, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Mark, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("YzBmZmVl", text, StringComparison.Ordinal);
            Assert.DoesNotContain("17032961", text, StringComparison.Ordinal);
        }
    }

    private static string[] Settings(string setting) =>
    [
        "secrets:s=c0ffee", "secrets:u=https://u.example/c0ffee?a=c0ffee", "settings:from=me", setting,
        .. setting.StartsWith("auth:hmac:", StringComparison.Ordinal) ? ["auth:hmac:key=c0ffee"] : Array.Empty<string>(),
    ];
}
