using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DurableTask.Sqlite.Tests.Samples;
using RelayFunctions.Tests.Hosting;

namespace EndToEnd.Tests.Samples;

/// <summary>The sample of a caller beside RelayServer, both as processes of their own.</summary>
public sealed class ShopSampleTests
{
    private const string Secret = "c2hvcC1hbmQtcmVsYXktc2hhcmUtdGhpcy1zZWNyZXQ=";

    [Fact]
    public async Task Shop_ShipsAnOrderTwice_SendsOneMessageAndLearnsItsEnd()
    {
        using var folder = new TempFolder();
        await using var relay = await ServerProcess.StartAsync(folder.Path, new Dictionary<string, string>
        {
            ["Storage__Path"] = Path.Combine(folder.Path, "relay.db"),
            ["Relay__CallbackSecret"] = Secret,
            ["Relay__CallbackNetwork"] = "private",
        });
        await using var shop = await SampleServer.StartAsync(
            "Shop.Sample", "Now listening on:", $"--RelayAddress={relay.Address}", $"--CallbackSecret={Secret}");
        using var http = new HttpClient();
        var ship = new Uri(shop.Address, "orders/4711/ship");
        var order = new Uri(shop.Address, "orders/4711");

        var first = await MessageOfAsync(await http.PostAsync(ship, null, TestContext.Current.CancellationToken));
        var second = await MessageOfAsync(await http.PostAsync(ship, null, TestContext.Current.CancellationToken));
        var status = "accepted";
        for (var asked = 0; status == "accepted" && asked < 50_000; asked++)
        {
            var shown = await http.GetFromJsonAsync<JsonElement>(order, TestContext.Current.CancellationToken);
            status = shown.GetProperty("messageStatus").GetString();
        }

        Assert.Equal("delivered", status);
        Assert.Equal(first, second);
        var list = new Uri(relay.Address, "messages?gateway=gateway_1");
        var messages = await http.GetFromJsonAsync<JsonElement>(list, TestContext.Current.CancellationToken);
        Assert.Equal(first, Assert.Single(messages.GetProperty("messages").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Shop_ReceivesANotificationOfAnotherSender_RejectsIt()
    {
        await using var shop = await SampleServer.StartAsync(
            "Shop.Sample", "Now listening on:", $"--CallbackSecret={Secret}");
        using var http = new HttpClient();

        var response = await http.PostAsync(
            new Uri(shop.Address, "relay-events"),
            new StringContent("""{"type": "message.delivered", "data": {"id": "0198", "status": "delivered"}}"""),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static async Task<string?> MessageOfAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var order = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return order.GetProperty("messageId").GetString();
    }
}
