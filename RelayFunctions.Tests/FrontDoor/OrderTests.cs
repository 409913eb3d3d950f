namespace RelayFunctions.Tests.FrontDoor;

public sealed class OrderTests
{
    [Fact]
    public async Task Messages_ToOneGatewayOneAtATime_ArriveInTheOrderOfAcceptance()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "ordered": { "url": "GATEWAY/ordered", "limits": { "inFlight": 1 } } } }""");
        var ids = new List<string>();
        for (var i = 0; i < 60; i++)
            ids.Add(await relay.SendAsync($"{i}", gateway: "ordered"));
        for (var second = 0; second < 5; second++)
            await relay.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(ids, relay.Gateway.Requests.Select(request => request.MessageId));
    }
}
