using System.Text.Json;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Templates;

/// <summary>Loops and their bounds, as Shopify's Liquid runs them.</summary>
public sealed class LoopTests
{
    private const string Members =
        "{{ t }}{{ forloop.index }}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }}{{ forloop.length }}"
        + "{% if forloop.first %}f{% endif %}{% if forloop.last %}l{% endif %} ";

    [Theory]
    [InlineData("", "a10434f b21324 c32214 d43104l ")]
    [InlineData("offset: 1", "b10323f c21213 d32103l ")]
    [InlineData("limit: 2", "a10212f b21102l ")]
    [InlineData("limit: 2 offset: 1", "b10212f c21102l ")]
    [InlineData("offset: 1 limit: 9", "b10323f c21213 d32103l ")]
    [InlineData("offset: 3", "d10101fl ")]
    [InlineData("reversed", "d10434f c21324 b32214 a43104l ")]
    [InlineData("reversed offset: 1", "d10323f c21213 b32103l ")]
    [InlineData("reversed limit: 2 offset: 1", "c10212f b21102l ")]
    [InlineData("offset: parameters.n limit: parameters.n", "a10434f b21324 c32214 d43104l ")]
    [InlineData("offset: 4", "none")]
    [InlineData("offset: 99999999999 limit: 99999999999", "none")]
    [InlineData("limit: 0", "none")]
    [InlineData("limit: -1", "none")]
    [InlineData("limit: -1 offset: 2", "none")]
    [InlineData("limit: -99999999999 offset: -99999999999", "none")]
    [InlineData("offset: -1", "a10434f b21324 c32214 d43104l ")]
    [InlineData("offset: -1 limit: 3", "a10212f b21102l ")]
    [InlineData("offset: 1.9 limit: 2.9", "b10212f c21102l ")]
    public void Loop_WithBounds_CountsItsOwnItems(string bounds, string expected)
    {
        var template = $"{{% assign l = message | split: ',' %}}{{% for t in l {bounds} %}}{Members}{{% else %}}none{{% endfor %}}";

        Assert.Equal(expected, Load(template).Fill("a,b,c,d").Body());
    }

    [Theory]
    [InlineData("{% for t in l offset: 1 %}{% unless forloop.first %}, {% endunless %}{{ t }}{% endfor %}", "b, c, d")]
    [InlineData("{% for t in l reversed offset: 1 %}{% endfor %}{% for t in l %}{{ t }}{% endfor %}", "abcd")]
    [InlineData("{% for t in l offset: 1 %}{% for u in l limit: 1 offset: 2 %}{{ t }}{{ u }}{{ forloop.index }}{% endfor %}{{ forloop.index }}{% endfor %}", "bc11cc12dc13")]
    [InlineData("{% for t in l offset: 1 %}{% if t == 'c' %}{% break %}{% endif %}{{ t }}{% endfor %}", "b")]
    // A text is one item, which bounds don't leave out.
    [InlineData("{% for t in message %}{{ t }}{{ forloop.length }}{% endfor %}", "a,b,c,d1")]
    [InlineData("{% for t in message offset: 1 limit: 0 %}{{ t }}{{ forloop.length }}{% endfor %}", "a,b,c,d1")]
    [InlineData("{% for t in parameters.t offset: 1 %}{{ t }}{% else %}none{% endfor %}", "none")]
    [InlineData("{% for t in attempt offset: 0 %}{{ t }}{% else %}none{% endfor %}", "none")]
    [InlineData("{% for t in parameters.n offset: 0 %}{{ t }}{% else %}none{% endfor %}", "none")]
    public void Loop_OfAnySource_IsAsInLiquid(string template, string expected) => Assert.Equal(
        expected, Load($"{{% assign l = message | split: ',' %}}{template}").Fill("a,b,c,d").Body());

    [Theory]
    [InlineData("offset: parameters.t")]
    [InlineData("limit: parameters.t")]
    public void Loop_OfAnEmptyListWithABoundThatIsNotANumber_IsRefusedAsAnyOther(string bound) => Assert.Throws<RenderException>(
        () => Load($"{{% assign l = parameters.n | split: ',' %}}{{% for t in l {bound} %}}{{% endfor %}}").Fill("a", """{"t": "x"}"""));

    private static RelayFunctions.Gateways.Gateway Load(string template) => GatewayFixture.Load($$$"""
        {
          "url": "http://a",
          "parameters": { "n": { "type": "integer" }, "m": { "type": "integer" }, "t": {} },
          "body": { "text": "{{{JsonEncodedText.Encode(template)}}}" }
        }
        """);
}
