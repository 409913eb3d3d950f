using RelayFunctions.Tests.FrontDoor.Previews;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class RepeatedFieldTests
{
    private const string Catalogue =
        """
        {
          "gateways": {
            "partner": {
              "url": "GATEWAY/partner", "parameters": { "photo": {}, "second": {}, "to": { "required": true } },
              "query": { "to": "{{ parameters.to | split: ',' }}", "key": ["{{ secrets.one }}", "{{ secrets.two }}"] },
              "body": { "form": { "MediaUrl": ["{{ parameters.photo }}", "{{ parameters.second }}"], "Body": "{{ message }}" } }
            }
          }
        }
        """;

    [Fact]
    public async Task Message_ForAGatewayWithArrays_RepeatsTheirFieldsAndShowsNoSecret()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: Catalogue, settings: ["--Gateways:partner:secrets:one=s3", "--Gateways:partner:secrets:two=s4"]);
        const string parameters = """{"to": "a,b", "photo": "p&1", "second": "p2"}""";

        using var response = await relay.PostAsync(
            "/send_message", $$"""{"message": "Hi", "gateway": "partner", "parameters": {{parameters}}}""");
        response.EnsureSuccessStatusCode();
        await relay.IdleAsync();
        var preview = await PreviewTests.PreviewAsync(
            relay, "partner", $$"""{"message": "Hi", "parameters": {{parameters}}}""");

        var request = Assert.Single(relay.Gateway.Requests);
        Assert.Equal("/partner?to=a&to=b&key=s3&key=s4", request.Target);
        Assert.Equal("MediaUrl=p%261&MediaUrl=p2&Body=Hi", request.Body);
        Assert.EndsWith("/partner?to=a&to=b&key=SECRET&key=SECRET", preview["url"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(request.Body, preview["body"]!.GetValue<string>());
    }
}
