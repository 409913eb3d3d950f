using System.Text.Json;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Templates.Filters;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Gateways.Templates;

public sealed class TextFilterTests
{
    private const string Family = "👩‍👩‍👧‍👦";

    [Theory]
    [InlineData("truncate: 5", "abcdef", "ab...")]
    [InlineData("truncate: 5, ''", "abcdef", "abcde")]
    [InlineData("truncate: 5", "abcde", "abcde")]
    [InlineData("truncate: 2", "abcdef", "ab")]
    [InlineData("truncate: 4, ''", "abc👋", "abc")]
    [InlineData("truncate: 5, ''", "abc👋d", "abc👋")]
    [InlineData("truncate: 10, '…'", "a" + Family + "b", "a…")]
    [InlineData("truncate: 2, ''", "e\u0301e\u0301", "e\u0301")]
    [InlineData("truncate: 3, ''", "a🇩🇪b", "a")]
    [InlineData("truncate: 99999999999999999999", "abc", "abc")]
    [InlineData("truncate: -1, ''", "abc", "")]
    [InlineData("truncate_bytes: 5, ''", "жжж", "жж")]
    [InlineData("truncate_bytes: 6, '...'", "жжжж", "ж...")]
    [InlineData("truncate_bytes: 6", "жжж", "жжж")]
    [InlineData("truncate_code_points: 5", "👋👋👋👋👋👋", "👋👋...")]
    [InlineData("truncate_code_points: 5", "👋👋👋👋👋", "👋👋👋👋👋")]
    [InlineData("truncate_code_points: 4, ''", "a" + Family, "a")]
    [InlineData("truncate_entities: 11, ''", "a&<>b", "a&<")]
    [InlineData("truncate_entities: 14", "a&<>b", "a&<...")]
    [InlineData("truncate_entities: 15 | escape_entities", "a&<>b", "a&amp;&lt;&gt;b")]
    [InlineData("truncate_json: 5, ''", "ab\"\n", "ab\"")]
    [InlineData("truncate_json: 6, ''", "ab\"\n", "ab\"\n")]
    [InlineData("truncate_json: 12, ''", "👋a", "👋")]
    [InlineData("truncate_json: 6", "жжжж", "ж...")]
    [InlineData("truncatewords: 2", "a b", "a b")]
    [InlineData("truncatewords: 2", "a  b\n", "a  b\n")]
    [InlineData("truncatewords: 3", " a\n\nb", " a\n\nb")]
    [InlineData("truncatewords: 2", " a\nb  c", "a b...")]
    [InlineData("truncatewords: 2, '…'", "a b c d", "a b…")]
    [InlineData("truncatewords: 0, ''", "a b", "a")]
    [InlineData("truncatewords: 99999999999", "a b", "a b")]
    [InlineData("truncatewords", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15")]
    [InlineData("truncatewords", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15...")]
    [InlineData("truncatewords: 1", "", "")]
    [InlineData("truncatewords: 1", "  ", "  ")]
    [InlineData("slice: 0", "abc", "a")]
    [InlineData("slice: 1, 2", "abcd", "bc")]
    [InlineData("slice: -3, 2", "abcd", "bc")]
    [InlineData("slice: 9, 2", "abcd", "")]
    [InlineData("slice: 2, 99999999999", "abcd", "cd")]
    [InlineData("slice: 0, 4", "abc👋d", "abc")]
    [InlineData("slice: 4, 2", "abc👋d", "d")]
    [InlineData("slice: 0, 3", "a" + Family, "a")]
    [InlineData("split: ',' | slice: 1, 2 | join: '-'", "a,b,c,d", "b-c")]
    [InlineData("first", "👋ab", "👋")]
    [InlineData("last", "ab" + Family, Family)]
    [InlineData("first", "", "")]
    [InlineData("last", "", "")]
    [InlineData("split: ',' | first", "a,b", "a")]
    [InlineData("split: ',' | last", "a,b", "b")]
    [InlineData("split: ',' | first", "", "")]
    [InlineData("split: '' | first", "👋ab", "👋")]
    [InlineData("split: '' | join: '-'", "a👋" + Family + "e\u0301", "a-👋-" + Family + "-e\u0301")]
    [InlineData("split: '' | size", "", "0")]
    [InlineData("remove_first: 'b'", "abab", "aab")]
    [InlineData("remove_last: 'b'", "abab", "aba")]
    [InlineData("replace_first: 'b', 'x'", "abab", "axab")]
    [InlineData("replace_last: 'b', 'x'", "abab", "abax")]
    [InlineData("escape_entities", "<!channel> a & b &amp; <https://evil.example|bank>", "&lt;!channel&gt; a &amp; b &amp;amp; &lt;https://evil.example|bank&gt;")]
    [InlineData("escape_markdown", "*a* [b](c) `d`", @"\*a\* \[b\]\(c\) \`d\`")]
    [InlineData("neutralize_mentions", "@all @**all** (@here) a@b.example @ <users/all> <@U1> a < b @", "@\u200Ball @\u200B**all** (@\u200Bhere) a@b.example @ <\u200Busers/all> <@\u200BU1> a < b @")]
    [InlineData("neutralize_mentions", "<at user_id=\"all\">a</at> <AT id=all> <at\n> <at>b</at> <attic> a <at", "<\u200Bat user_id=\"all\">a</at> <\u200BAT id=all> <\u200Bat\n> <\u200Bat>b</at> <attic> a <at")]
    [InlineData("neutralize_mentions", "<!channel> <!here|here> <!subteam^S1> 你好@all é@here", "<\u200B!channel> <\u200B!here|here> <\u200B!subteam^S1> 你好@\u200Ball é@\u200Bhere")]
    [InlineData("date: '%Y-%m-%dT%H:%M:%S'", "1795948567", "2026-11-29T10:36:07")]
    [InlineData("date: '%d.%m.%Y'", "2026-11-29T23:30:00-02:00", "29.11.2026")]
    [InlineData("date: '%d.%m.%Y'", "", "")]
    [InlineData("json", "a \"b\"\n\\ é", """
        "a \"b\"\n\\ é"
        """)]
    [InlineData("size | json", "abc", "3")]
    [InlineData("split: ',' | json", "a,b\"", """
        ["a","b\""]
        """)]
    [InlineData("ucs2_hex", "Я👋", "042FD83DDC4B")]
    [InlineData("hex_to_base64", "0001fFfe", "AAH//g==")]
    [InlineData("hex_to_base64", "", "")]
    [InlineData("md5", "", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("sha1", "", "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("sha256", "é", "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c")]
    [InlineData("sha256 | hex_to_base64", "", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("split: ',' | size", "a,b,,c", "3")]
    [InlineData("split: ',' | join", "a,b", "ab")]
    [InlineData("size", "a👋", "3")]
    [InlineData("slice: 1, 1", "a👋", "")]
    [InlineData("round", "2.5", "2")]
    [InlineData("modulo: 3", "-7", "-1")]
    [InlineData("modulo: 2", "7.4", "1")]
    [InlineData("modulo: 2", "7.5", "0")]
    [InlineData("divided_by: 2", "5.9", "2")]
    [InlineData("divided_by: 2.0", "5", "2.5")]
    [InlineData("capitalize", "hELLO wORLD", "HELLO wORLD")]
    public void Filter_Text_ReturnsTheExpectedText(string filter, string text, string expected)
    {
        var gateway = GatewayFixture.Load($$$"""{"url": "http://a", "body": {"text": "{{ message | {{{filter}}} }}"} }""");

        Assert.Equal(expected, gateway.Fill(text).Body());
    }

    [Theory]
    [InlineData(@"{{ 'a\nb' }}", "a\nb")]
    [InlineData(@"{{ message | replace: '\\', '/' }}", "a/b")]
    [InlineData("{% assign list = 'x,y' | split: ',' %}{{ list[0] }},{{ list[-1] }},{{ list | last }}", "x,,y")]
    [InlineData("{% assign list = 'x,y' | split: ',' %}{% for a in list limit: 1.9 %}{% for b in list %}{{ a }}{{ b }}{{ forloop.parentloop.index }}{% endfor %}{% endfor %}", "xxxy")]
    [InlineData("{{ acceptedAt | date }}", "2030-01-01 12:00:00Z")]
    [InlineData("{{ acceptedAt | date: '%Z|%c|%x|%X' }}", "+00:00|Tuesday, 01 January 2030 12:00:00|01/01/2030|12:00")]
    public void Language_WhereItDiffersFromShopifys_IsAsDocumented(string template, string expected)
    {
        var gateway = GatewayFixture.Load($$"""{"url": "http://a", "body": {"text": "{{JsonEncodedText.Encode(template)}}"} }""");

        Assert.Equal(expected, gateway.Fill(@"a\b").Body());
    }

    [Theory]
    [InlineData("{% raw %}{% liquid %}{% endraw %}{% comment %}{% liquid %}{% endcomment %}{", "{% liquid %}{")]
    [InlineData("{{ message.size }}", "4")]
    [InlineData("{% assign words = message | split: '-' %}{{ words.size }}{{ words.first }}{{ words.last }}{{ words[1] }}", "2a👋👋")]
    [InlineData("{% assign words = message | split: '-' %}{% for word in words %}{{ word.size }}{{ forloop.index }}{% endfor %}", "1122")]
    public void Template_OfMembersOrText_IsReadAsInLiquid(string template, string expected)
    {
        var gateway = GatewayFixture.Load($$"""{"url": "http://a", "body": {"text": "{{template}}"} }""");

        Assert.Equal(expected, gateway.Fill("a-👋").Body());
    }

    [Fact]
    public void Body_ObjectWhoseOnlyMemberIsLeftOut_IsEmpty() => Assert.Equal(
        """{"text":"Hi","assignee":{},"tags":[]}""",
        GatewayFixture.Load(
            """
            {
              "url": "http://a", "parameters": { "a": {} },
              "body": { "json": { "text": "{{ message }}", "assignee": { "id": "{{ parameters.a }}" }, "tags": ["{{ parameters.a }}"] } }
            }
            """).Fill("Hi").Body());

    [Fact]
    public void Json_WithinAString_KeepsTheStructureOfTheInnerJson()
    {
        var gateway = GatewayFixture.Load("""
            {"url": "http://a", "body": {"json": {"Detail": "{\"text\": {{ message | json }}, \"to\": {{ parameters.to | json }}}"}}, "parameters": {"to": {}} }
            """);
        const string Message = "x\",\"admin\":\"true\n</b>";

        using var outer = JsonDocument.Parse(gateway.Fill(Message).Body());
        using var inner = JsonDocument.Parse(outer.RootElement.GetProperty("Detail").GetString()!);

        Assert.Equal(["text", "to"], inner.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Message, inner.RootElement.GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, inner.RootElement.GetProperty("to").ValueKind);
    }

    // A time that is left out would be a request that says something else.
    [Theory]
    [InlineData("29.11.2026 at noon")]
    [InlineData("2026-13-45")]
    [InlineData("someday")]
    [InlineData("1795948567000")]
    [InlineData("99999999999999999999")]
    public void Date_TextThatIsNoTime_IsRefused(string text)
    {
        var gateway = GatewayFixture.Load("""{"url": "http://a", "body": {"json": {"at": "{{ message | date: '%s' }}"}} }""");

        var refused = Assert.Throws<RenderException>(() => gateway.Fill(text));

        Assert.Contains("can't read as a time", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["message"], refused.Fields);
    }

    [Fact]
    public void HexToBase64_OfAMaskedSecret_IsTheMask()
    {
        var gateway = GatewayFixture.Load(
            """{"url": "http://a", "headers": {"X-Key": "{{ secrets.key | hex_to_base64 }}"}}""", ("secrets:key", "0001"));

        Assert.Equal("AAE=", gateway.Fill("a").Header("X-Key"));
        Assert.Equal("SECRET", gateway.Fill("a", masked: true).Header("X-Key"));
    }

    [Theory]
    [InlineData("s3cret")]
    [InlineData("SECRET")]
    [InlineData("0af")]
    [InlineData("0a 0b")]
    public void HexToBase64_TextThatIsNotHexadecimal_IsRefused(string text)
    {
        var gateway = GatewayFixture.Load("""{"url": "http://a", "body": {"text": "{{ message | hex_to_base64 }}"} }""");

        var refused = Assert.Throws<RenderException>(() => gateway.Fill(text));

        Assert.Equal("the body contains a text that the filter 'hex_to_base64' can't read as hexadecimal digits", refused.Message);
        Assert.Equal(["message"], refused.Fields);
    }

    [Fact]
    public void Filters_All_AreInTheDocumentation()
    {
        var page = File.ReadAllText(Path.Combine(BuildOutput.Root, "docs", "gateways.md"));

        Assert.DoesNotContain(
            TemplateFilters.Names,
            name => !page.Contains($"`{name}`", StringComparison.Ordinal)
                && !page.Contains($"`{name}: ", StringComparison.Ordinal));
    }
}
