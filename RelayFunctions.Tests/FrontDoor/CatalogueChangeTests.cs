using System.Net;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class CatalogueChangeTests
{
    private const string OneGateway = """{ "gateways": { "first": { "url": "GATEWAY/first" } } }""";

    [Fact]
    public async Task Catalogue_NewEntry_IsLoadedWithoutARestart()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: OneGateway, settings: ["--Relay:GatewayBaseUrl=", "--Relay:DemoGateways=true"]);
        Assert.Equal(HttpStatusCode.BadRequest, await SendToAsync(relay, "second"));

        await File.WriteAllTextAsync(
            relay.CataloguePath,
            $$"""{ "gateways": { "second": { "url": "{{relay.Gateway.Url}}/second" } } }""",
            TestContext.Current.CancellationToken);
        while (await SendToAsync(relay, "second") != HttpStatusCode.OK)
            await Task.Yield();
        await relay.IdleAsync();

        Assert.Equal("/second", Assert.Single(relay.Gateway.Requests).Target);
    }

    [Fact]
    public async Task Catalogue_NameOfAWaitingMessageInAnotherCase_IsStillItsGateway()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: OneGateway, settings: ["--Relay:GatewayBaseUrl="]);
        relay.Gateway.Respond = request => request.Target == "/first" ? StubResponse.Unavailable : StubResponse.Ok;
        var id = await relay.SendAsync(gateway: "first");
        await relay.IdleAsync();

        await File.WriteAllTextAsync(
            relay.CataloguePath,
            $$"""{ "gateways": { "First": { "url": "{{relay.Gateway.Url}}/renamed" } } }""",
            TestContext.Current.CancellationToken);
        while (await SendToAsync(relay, "First") != HttpStatusCode.OK)
            await Task.Yield();
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, await SendToAsync(relay, "first"));
    }

    private static async Task<HttpStatusCode> SendToAsync(RelayHost relay, string gateway)
    {
        using var response = await relay.PostAsync("/send_message", $$"""{"message": "a", "gateway": "{{gateway}}"}""");
        return response.StatusCode;
    }
}
