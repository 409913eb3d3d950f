using System.Text.Json;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Parameters;

/// <summary>Two parameters of which a request must have exactly one.</summary>
public sealed class AlternativeParameterTests
{
    [Theory]
    [InlineData("""{"token": "a"}""")]
    [InlineData("""{"topic": "a"}""")]
    [InlineData("""{"token": "a", "topic": null}""")]
    [InlineData("""{"token": "a", "title": "b"}""")]
    public void Request_OneOfTheTwo_IsAccepted(string given) => Assert.Empty(FaultsOf(given));

    [Theory]
    [InlineData("{}", "token: is missing; give it or topic. topic: is missing; give it or token.")]
    [InlineData("""{"token": null, "title": "b"}""", "token: is missing; give it or topic. topic: is missing; give it or token.")]
    [InlineData("""{"token": "a", "topic": "b"}""", "token: can't be given beside topic. topic: can't be given beside token.")]
    [InlineData("""{"token": ""}""", "token: must not be empty.")]
    [InlineData("""{"topic": ""}""", "topic: must not be empty.")]
    public void Request_NeitherOrBothOrEmpty_IsRefused(string given, string faults) =>
        Assert.Equal(faults, string.Join(' ', FaultsOf(given)));

    [Theory]
    [InlineData("""{"a": {"unless": "b"}}""", "must be another parameter of the gateway, without required and default")]
    [InlineData("""{"a": {"unless": "a"}}""", "must be another parameter of the gateway, without required and default")]
    [InlineData("""{"a": {"unless": "b"}, "b": {"required": true}}""", "must be another parameter of the gateway, without required and default")]
    [InlineData("""{"a": {"unless": "b"}, "b": {"default": "c"}}""", "must be another parameter of the gateway, without required and default")]
    [InlineData("""{"a": {"unless": "b", "required": true}, "b": {}}""", "has no effect: the parameter is required")]
    [InlineData("""{"a": {"unless": 1}}""", "must be a string")]
    public void Load_InvalidAlternative_IsAFault(string parameters, string fault)
    {
        var found = Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "https://a", "parameters": {{parameters}} }"""));

        Assert.Equal($"gateways.json: gateway 'partner': parameters.a.unless: {fault}", found);
    }

    private static IEnumerable<string> FaultsOf(string given) => GatewayFixture
        .Load("""{"url": "https://a", "parameters": {"token": {"unless": "topic"}, "topic": {}, "title": {}} }""")
        .Parameters.FaultsOf(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(given)!)
        .Select(fault => $"{fault.Key["parameters.".Length..]}: {fault.Value}");
}
