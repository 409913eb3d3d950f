using System.Text.Json;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Templates;

/// <summary>Comparisons by order, as in Shopify's Liquid.</summary>
public sealed class OrderComparisonTests
{
    [Theory]
    [InlineData("{% if parameters.n >= parameters.m %}yes{% else %}no{% endif %}", "no")]
    [InlineData("{% if parameters.n <= parameters.m %}yes{% else %}no{% endif %}", "no")]
    [InlineData("{% if parameters.n >= nil %}yes{% else %}no{% endif %}", "no")]
    [InlineData("{% if parameters.n <= 1 %}yes{% else %}no{% endif %}", "no")]
    [InlineData("{% if 1 >= parameters.n %}yes{% else %}no{% endif %}", "no")]
    [InlineData("{% unless parameters.n >= parameters.m %}yes{% else %}no{% endunless %}", "yes")]
    [InlineData("{% if parameters.n >= parameters.m or 1 == 1 %}yes{% else %}no{% endif %}", "yes")]
    [InlineData("{% if parameters.n > parameters.m %}yes{% else %}no{% endif %}", "no")]
    [InlineData("{% if parameters.n == parameters.m %}yes{% else %}no{% endif %}", "yes")]
    [InlineData("{% if 2 >= 2 and 2 <= 2 and 3 >= 2 and 2 <= 3 %}yes{% else %}no{% endif %}", "yes")]
    [InlineData("{% if 'b' >= 'b' and 'b' <= 'b' and 'b' >= 'a' and 'a' <= 'b' %}yes{% else %}no{% endif %}", "yes")]
    [InlineData("{% if 2 >= 3 or 3 <= 2 or 'a' >= 'b' or 'b' <= 'a' %}yes{% else %}no{% endif %}", "no")]
    public void Comparison_OfAMissingValue_IsFalse(string template, string expected) =>
        Assert.Equal(expected, Load(template).Fill("a").Body());

    private static RelayFunctions.Gateways.Gateway Load(string template) => GatewayFixture.Load($$$"""
        {
          "url": "http://a",
          "parameters": { "n": { "type": "integer" }, "m": { "type": "integer" } },
          "body": { "text": "{{{JsonEncodedText.Encode(template)}}}" }
        }
        """);
}
