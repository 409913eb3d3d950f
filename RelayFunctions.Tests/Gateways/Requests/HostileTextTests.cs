using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Tests.Gateways.Requests;

/// <summary>Whatever a message holds stands in its place, and is read back there as it was; or it is refused.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string> Texts =>
    [
        "\"}, {\"a\": \"b", "a\r\nX-Evil: 1\r\n\r\nbody", "{{ secrets.token }}{% raw %}", "&<>\"'</text><!--]]>", "a=b&c=d;e+f%20%00?#/..\\",
        "\t a \n", "--relay-\r\nContent-Disposition: form-data; name=\"x\"", "\u2028\u0085\u00A0", "Привет 👋", "\u0001",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Json_AnyText_IsReadBack(string text)
    {
        var request = GatewayFixture.Load("""{"url": "http://a", "body": {"json": {"a": "<{{ message }}>", "b": "{{ message }}"}}}""").Fill(text);

        var root = JsonDocument.Parse(request.Content!.Bytes).RootElement;
        Assert.Equal(["a", "b"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal($"<{text}>", root.GetProperty("a").GetString());
        Assert.Equal(text, root.GetProperty("b").GetString());
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Form_AnyText_IsReadBack(string text)
    {
        var request = GatewayFixture.Load("""{"url": "http://a", "body": {"form": {"a": "{{ message }}", "b": "1"}}}""").Fill(text);

        var form = QueryHelpers.ParseQuery(request.Body());
        Assert.Equal(["a", "b"], form.Keys);
        Assert.Equal(text, form["a"]);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Multipart_AnyText_IsReadBack(string text)
    {
        var request = GatewayFixture.Load("""{"url": "http://a", "body": {"multipart": {"a": "{{ message }}", "b": "1"}}}""").Fill(text);

        var boundary = request.Content!.ContentType.Split("boundary=")[1];
        var reader = new MultipartReader(boundary, new MemoryStream(request.Content.Bytes.ToArray()));
        var first = await reader.ReadNextSectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal("form-data; name=\"a\"", first?.ContentDisposition);
        Assert.Equal(text, await new StreamReader(first!.Body).ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(await reader.ReadNextSectionAsync(TestContext.Current.CancellationToken));
        Assert.Null(await reader.ReadNextSectionAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Xml_AnyText_IsReadBackOrRefused(string text)
    {
        var gateway = GatewayFixture.Load("""{"url": "http://a", "body": {"xml": "<m at='{{ message }}'><t>{{ message }}</t></m>"}}""");
        if (text == "\u0001")
        {
            var refused = Assert.Throws<RenderException>(() => gateway.Fill(text));
            Assert.Equal(["message"], refused.Fields);
            return;
        }

        var root = XDocument.Parse(gateway.Fill(text).Body(), LoadOptions.PreserveWhitespace).Root!;

        Assert.Equal(text, root.Attribute("at")?.Value);
        Assert.Equal(text, root.Value);
        Assert.Equal("t", Assert.Single(root.Elements()).Name);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Url_AnyText_StaysInItsSegmentAndItsPair(string text)
    {
        var request = GatewayFixture.Load(
            """{"url": "https://a.example:8443/x/{{ message }}/y?b=1&a={{ message }}", "query": {"c": "{{ message }}"}}""").Fill(text);

        Assert.Equal("https://a.example:8443", request.Url.GetLeftPart(UriPartial.Authority));
        Assert.Equal(4, request.Url.Segments.Length);
        Assert.Equal(text, Uri.UnescapeDataString(request.Url.Segments[2].TrimEnd('/')));
        var query = QueryHelpers.ParseQuery(request.Url.Query);
        Assert.Equal(["b", "a", "c"], query.Keys);
        Assert.Equal((text, text), (query["a"].ToString(), query["c"].ToString()));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void Url_DotSegment_IsRefused(string text)
    {
        var refused = Assert.Throws<RenderException>(
            () => GatewayFixture.Load("""{"url": "https://a.example/x/{{ message }}/y"}""").Fill(text));

        Assert.Equal(["message"], refused.Fields);
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("Привет")]
    [InlineData(" zzz")]
    [InlineData("a\u007f")]
    public void Header_TextThatWouldNotArrive_IsRefused(string text)
    {
        var refused = Assert.Throws<RenderException>(
            () => GatewayFixture.Load("""{"url": "http://a", "headers": {"X-Title": "{{ message }}"}}""").Fill(text));

        Assert.StartsWith("the header X-Title ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% assign a = message | split: '' %}{% for c in a %}{% for d in a %}x{% endfor %}{% endfor %}", "steps")]
    [InlineData("{{ message | replace: 'a', message | replace: 'a', message }}", "too long")]
    public void Template_WithoutEnd_IsCutOff(string template, string reason)
    {
        var gateway = GatewayFixture.Load($$"""{"url": "http://a", "body": {"text": "{{template}}"} }""");

        var refused = Assert.Throws<RenderException>(() => gateway.Fill(new string('a', 100_000)));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
