using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

// Liquid converts nothing: a text never equals a number, and the text 10 is less than the text 5.
public sealed class ComparisonWarningTests
{
    [Theory]
    [InlineData("{% if parameters.text > 5 %}a{% endif %}", "compares parameters.text, a text, with a number; give the parameter the type \"number\"")]
    [InlineData("{% if parameters.text == true %}a{% endif %}", "compares parameters.text, a text, with true or false; give the parameter the type \"boolean\"")]
    [InlineData("{% if settings.limit <= 5 %}a{% endif %}", "compares settings.limit, a text, with a number; {% assign number = settings.limit | plus: 0 %} makes a number of it")]
    [InlineData("{% unless settings.limit != true %}a{% endunless %}", "compares settings.limit, a text, with true or false; write it within quotation marks")]
    [InlineData("{% if parameters.count == '5' %}a{% endif %}", "compares parameters.count, a number, with a text; write it without quotation marks")]
    [InlineData("{% if parameters.loud == 'true' %}a{% endif %}", "compares parameters.loud, true or false, with a text; write it without quotation marks")]
    [InlineData("{% if parameters.count == settings.limit %}a{% endif %}", "compares parameters.count, a number, with settings.limit, a text; {% assign number = settings.limit | plus: 0 %} makes a number of it")]
    [InlineData("{% if parameters.loud == parameters.count %}a{% endif %}", "compares parameters.loud, true or false, with parameters.count, a number")]
    [InlineData("{% if attempt == '1' %}a{% endif %}", "compares attempt, a number, with a text; write it without quotation marks")]
    [InlineData("{% if message and id == 1 %}a{% endif %}", "compares id, a text, with a number; write it within quotation marks")]
    [InlineData("{% for a in message %}{% if a %}{% elsif gateway == 1 %}a{% endif %}{% endfor %}", "compares gateway, a text, with a number; write it within quotation marks")]
    [InlineData("{% case parameters.text %}{% when 'a', 1 %}a{% endcase %}", "compares parameters.text, a text, with a number; give the parameter the type \"number\"")]
    [InlineData("{% if parameters.level == 1 %}a{% endif %}", "compares parameters.level, a text, with a number; write it within quotation marks")]
    public void Load_ComparisonOfDifferentTypes_IsAWarningThatNamesBoth(string template, string warning) => Assert.Equal(
        [$"gateways.json: gateway 'partner': body.text: {warning}"], WarningsOf(template));

    [Theory]
    [InlineData("{% if parameters.text == 'a' or parameters.count > 5 or parameters.loud == true %}a{% endif %}")]
    [InlineData("{% if settings.limit == '5' and settings.limit != empty and parameters.count != nil %}a{% endif %}")]
    [InlineData("{% assign number = settings.limit | plus: 0 %}{% if number < 5 %}a{% endif %}")]
    [InlineData("{% if message.size > 160 or parameters.text contains 1 %}a{% endif %}")]
    [InlineData("{% assign message = 5 %}{% if message == 5 %}a{% endif %}")]
    [InlineData("{% for id in message %}{% if id == 5 %}a{% endif %}{% endfor %}")]
    [InlineData("{% case parameters.count %}{% when 1, 2 %}a{% when 3 %}b{% else %}c{% endcase %}")]
    [InlineData("{% if attempt > parameters.count %}a{% endif %}")]
    [InlineData("{% if 5 < settings.limit and parameters.count >= settings.limit and attempt <= '3' %}a{% endif %}")]
    [InlineData("{% if parameters.count != '' %}a{% endif %}")]
    public void Load_ComparisonOfOneType_HasNoWarning(string template) => Assert.Empty(WarningsOf(template));

    private static IReadOnlyList<string> WarningsOf(string template) => GatewayFixture.WarningsOf($$$"""
        {
          "url": "http://a",
          "headers": { "X-All": "{% if parameters.text and parameters.level and parameters.count and parameters.loud %}{% endif %}" },
          "settings": { "limit": "5" },
          "parameters": { "text": {}, "level": { "values": ["1", "2"] }, "count": { "type": "integer" }, "loud": { "type": "boolean" } },
          "body": { "text": "{{ message }}{{ settings.limit }}{{{template}}}" }
        }
        """);
}
