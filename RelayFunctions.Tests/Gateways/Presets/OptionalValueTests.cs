using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>A setting or secret that a preset can do without: a field that contains nothing else is left out.</summary>
public sealed class OptionalValueTests
{
    [Fact]
    public void Secret_ThatIsMissing_LeavesOutTheAuthorization()
    {
        var gateway = GatewayFixture.Load("""{"preset": "ntfy", "settings": {"topic": "news"} }""");

        Assert.Empty(gateway.Fill("Hi").Headers);
        Assert.Equal("""{"topic":"news","message":"Hi"}""", gateway.Fill("Hi", masked: true).Body());
    }

    [Theory]
    [InlineData("{}", "apikey=k&phones=1&mes=Hi&charset=utf-8&fmt=3")]
    [InlineData("""{"sender": "Relay"}""", "apikey=k&phones=1&mes=Hi&sender=Relay&charset=utf-8&fmt=3")]
    public void Setting_ThatIsMissing_LeavesOutItsField(string settings, string body)
    {
        var gateway = GatewayFixture.Load($$"""{"preset": "smsc", "settings": {{settings}} }""", ("secrets:apiKey", "k"));

        Assert.Equal(body, gateway.Fill("Hi", """{"to": "1"}""").Body());
    }
}
