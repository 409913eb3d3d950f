using System.Text.Json;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Templates;

/// <summary>What is not a number is refused where a template needs one: nothing is calculated with another value.</summary>
public sealed class NumberTests
{
    private const string FiftyOne = "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa b";

    [Theory]
    [InlineData("{{ message | truncate: parameters.n }}", "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaa...")]
    [InlineData("{{ message | truncate_bytes: parameters.n }}", "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaa...")]
    [InlineData("{{ message | truncate: parameters.n, '' }}", "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa ")]
    [InlineData("{{ message | truncatewords: parameters.n }}", FiftyOne)]
    [InlineData("{{ message | slice: 1, parameters.n }}", "a")]
    [InlineData("{{ 2.6 | round: parameters.n }}", "3")]
    [InlineData("{% assign words = message | split: ' ' %}{% for w in words limit: parameters.n %}{{ w }}{% endfor %}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")]
    [InlineData("{% assign words = message | split: ' ' %}{% for w in words offset: parameters.n limit: 2 %}{{ w }}{% endfor %}", "aaaaaaaaaaaaaaaaaa")]
    public void NumericArgument_Missing_HasLiquidsDefault(string template, string expected) =>
        Assert.Equal(expected, Load(template).Fill(FiftyOne).Body());

    [Theory]
    [InlineData("{{ message | truncate: '5' }}", "a ...")]
    [InlineData("{{ message | truncate: ' 5 ' }}", "a ...")]
    [InlineData("{{ message | truncate: 5.9 }}", "a ...")]
    [InlineData("{{ message | truncate: settings.n }}", "a ...")]
    [InlineData("{{ message | truncatewords: '1' }}", "a...")]
    [InlineData("{{ message | slice: '2', '3' }}", "b c")]
    [InlineData("{% assign words = message | split: ' ' %}{% for w in words limit: '2' offset: settings.one %}{{ w }}{% endfor %}", "bc")]
    [InlineData("{% assign words = message | split: ' ' %}{% for w in words limit: 99999999999 %}{{ w }}{% endfor %}", "abcd")]
    public void NumericArgument_TextOfANumber_IsThatNumber(string template, string expected) =>
        Assert.Equal(expected, Load(template).Fill("a b c d").Body());

    [Theory]
    [InlineData("truncate")]
    [InlineData("truncate_bytes")]
    [InlineData("truncate_code_points")]
    [InlineData("truncate_entities")]
    [InlineData("truncate_json")]
    [InlineData("truncatewords")]
    [InlineData("slice")]
    [InlineData("slice: 0,")]
    [InlineData("size | round")]
    public void NumericArgument_NotANumber_IsRefused(string filter)
    {
        var name = filter.TrimEnd(',', '0', ' ', ':').Split(' ')[^1];
        var gateway = Load($$$"""{{ message | {{{filter}}}{{{(filter.Contains(':', StringComparison.Ordinal) ? "" : ":")}}} parameters.t }}""");

        foreach (var text in (string[])["x", "5 chars", "", " ", "1,5", "٥"])
        {
            var refused = Assert.Throws<RenderException>(() => gateway.Fill("Hello", JsonSerializer.Serialize(new { t = text })));

            Assert.Equal($"the body has an argument of the filter '{name}' that is not a number, as in 5 or 1.25", refused.Message);
            Assert.Contains("parameters.t", refused.Fields);
        }
    }

    [Theory]
    [InlineData("limit")]
    [InlineData("offset")]
    public void BoundOfALoop_NotANumber_IsRefused(string name)
    {
        var gateway = Load($$$"""{% assign words = message | split: ' ' %}{% for w in words {{{name}}}: parameters.t %}{{ w }}{% endfor %}""");

        var refused = Assert.Throws<RenderException>(() => gateway.Fill("Hello", """{"t": "x"}"""));

        Assert.Equal($"the body has a loop whose {name} is not a number", refused.Message);
    }

    [Fact]
    public void NumericArgument_MissingWithoutADefault_IsRefused() => Assert.Equal(
        "the body can't be filled in, since an argument of the filter 'slice' is missing or empty",
        Assert.Throws<RenderException>(() => Load("{{ message | slice: parameters.n }}").Fill("Hello")).Message);

    [Theory]
    [InlineData("{{ message | truncate: secrets.n }}")]
    [InlineData("{{ 1.5 | plus: secrets.n }}")]
    [InlineData("{{ secrets.n | times: 2 }}")]
    [InlineData("{{ secrets.n | date: '%Y' }}")]
    [InlineData("{{ secrets.n | append: '0' | plus: 1 }}")]
    [InlineData("{{ 12 | divided_by: secrets.n | plus: 1 }}")]
    [InlineData("{{ secrets.n | append: '0' | hex_to_base64 }}")]
    [InlineData("{% assign l = secrets.n | split: ',' %}{% for x in l limit: secrets.n %}{{ x }}{% endfor %}")]
    public void Number_OfASecret_IsMaskedInAPreview(string template)
    {
        var gateway = GatewayFixture.Load(
            $$$"""{"url": "http://a", "body": {"text": "{{{JsonEncodedText.Encode(template)}}}"} }""", ("secrets:n", "4"));

        Assert.Equal("SECRET", gateway.Fill("Hello", masked: true).Body());
        Assert.NotEqual("SECRET", gateway.Fill("SECRET").Body());
    }

    [Theory]
    [InlineData("plus: 1", "5", "6")]
    [InlineData("plus: 1", "-5", "-4")]
    [InlineData("plus: 1", " 1.50\n", "2.50")]
    [InlineData("plus: 1", "007", "8")]
    [InlineData("times: '1.5'", "2", "3.0")]
    [InlineData("abs", "-0.5", "0.5")]
    [InlineData("ceil", "0.5", "1")]
    [InlineData("floor", "0.5", "0")]
    [InlineData("round: 1", "0.25", "0.2")]
    [InlineData("at_least: 3", "2", "3")]
    [InlineData("at_most: 3", "2", "2")]
    [InlineData("minus: parameters.n", "2", "2")]
    [InlineData("plus: 0", "0.1234567890123456789012345678", "0.1234567890123456789012345678")]
    public void Calculation_OfANumber_IsExact(string filter, string text, string expected) =>
        Assert.Equal(expected, Load($$$"""{{ message | {{{filter}}} }}""").Fill(text).Body());

    [Fact]
    public void Calculation_WithAMissingValue_TakesItAsZero() =>
        Assert.Equal("1", Load("{{ parameters.n | plus: 1 }}").Fill("Hello").Body());

    [Theory]
    [InlineData("1,5")]
    [InlineData("1,234.5")]
    [InlineData("1 234")]
    [InlineData("1'234")]
    [InlineData("12abc")]
    [InlineData("abc")]
    [InlineData("+1")]
    [InlineData("1-")]
    [InlineData("(1)")]
    [InlineData("1e2")]
    [InlineData("0x10")]
    [InlineData("$1")]
    [InlineData("¤1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("∞")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("٥")]
    [InlineData(" ")]
    [InlineData("0.12345678901234567890123456789")]
    public void Calculation_TextThatIsNotANumber_IsRefused(string text)
    {
        foreach (var filter in (string[])["abs", "ceil", "floor", "round", "plus: 1", "minus: 1", "times: 2", "divided_by: 2", "modulo: 2", "at_least: 2", "at_most: 2"])
        {
            var name = filter.Split(':')[0];
            var refused = Assert.Throws<RenderException>(() => Load($$$"""{{ message | {{{filter}}} }}""").Fill(text));

            Assert.Equal($"the body contains a value that the filter '{name}' can't read as a number, as in 5 or 1.25", refused.Message);
            Assert.Equal(["message"], refused.Fields);
            if (filter.Contains(':', StringComparison.Ordinal))
            {
                refused = Assert.Throws<RenderException>(() => Load($$$"""{{ 1 | {{{name}}}: message }}""").Fill(text));

                Assert.Equal($"the body has an argument of the filter '{name}' that is not a number, as in 5 or 1.25", refused.Message);
            }
        }
    }

    [Theory]
    [InlineData("{{ parameters.b | plus: 1 }}")]
    [InlineData("{{ message | split: ',' | plus: 1 }}")]
    public void Calculation_ValueOfAnotherType_IsRefused(string template) => Assert.Contains(
        "can't read as a number",
        Assert.Throws<RenderException>(() => Load(template).Fill("1", """{"b": true}""")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Calculation_NumberThatIsTooLarge_IsRefused() => Assert.Equal(
        "the body has a number that is too large",
        Assert.Throws<RenderException>(() => Load("{{ message | plus: 1 }}").Fill("79228162514264337593543950336")).Message);

    private static RelayFunctions.Gateways.Gateway Load(string template) => GatewayFixture.Load($$$"""
        {
          "url": "http://a", "settings": { "n": "5", "one": "1" },
          "parameters": { "n": { "type": "integer" }, "t": {}, "b": { "type": "boolean" } },
          "body": { "text": "{{{JsonEncodedText.Encode(template)}}}" }
        }
        """);
}
