using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Parameters;

/// <summary>Parameters, settings and secrets whose names have a meaning in Liquid.</summary>
public sealed class ParameterNameTests
{
    [Theory]
    [InlineData("size")]
    [InlineData("first")]
    [InlineData("last")]
    [InlineData("keys")]
    [InlineData("count")]
    [InlineData("forloop")]
    [InlineData("empty")]
    [InlineData("blank")]
    [InlineData("nil")]
    [InlineData("true")]
    [InlineData("and")]
    [InlineData("contains")]
    [InlineData("limit")]
    [InlineData("message")]
    public void Parameter_WithANameOfLiquid_HasOnlyItsOwnValue(string name)
    {
        var gateway = GatewayFixture.Load($$$"""
            {
              "url": "http://a", "parameters": { "{{{name}}}": {}, "other": {} },
              "body": { "json": { "text": "{{ message }}", "value": "{{ parameters.{{{name}}} }}", "other": "{{ parameters.other }}" } }
            }
            """);

        Assert.Equal("""{"text":"Hi","other":"x"}""", gateway.Fill("Hi", """{"other": "x"}""").Body());
        Assert.Equal("""{"text":"Hi","value":"y"}""", gateway.Fill("Hi", $$"""{"{{name}}": "y"}""").Body());
    }

    [Theory]
    [InlineData("settings")]
    [InlineData("secrets")]
    public void Value_WithANameOfLiquid_HasOnlyItsOwnValue(string group)
    {
        var gateway = GatewayFixture.Load(
            $$$"""{"url": "http://a", "body": { "text": "{{ {{{group}}}.size }} {{ {{{group}}}.first }} {{ {{{group}}}.LAST }}" } }""",
            ($"{group}:size", "L"), ($"{group}:first", "Ada"), ($"{group}:last", "Lovelace"));

        Assert.Equal("L Ada Lovelace", gateway.Fill("Hi").Body());
    }
}
