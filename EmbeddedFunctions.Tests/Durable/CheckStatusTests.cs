using System.Text.Json;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>The responses that the worker's Durable extension makes of an instance.</summary>
public sealed class CheckStatusTests : IAsyncLifetime
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";

    private DurableApp _app = null!;

    private Uri Address => _app.App.Address;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync(null, typeof(StatusFunctions));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("async", 202, "application/json")]
    [InlineData("sync", 200, "application/json")]
    [InlineData("payload", 200, "application/json; charset=utf-8")]
    [InlineData("impatient", 202, "application/json")]
    public async Task Response_OfAWaitingInstance_HasItsLinks(string how, int status, string type)
    {
        await _app.StartWaitingAsync("a b");
        var response = await HttpExchange.SendAsync(Address, $"GET /check/{how}/a%20b");

        var link = $"{Address.GetLeftPart(UriPartial.Authority)}{Instances}/a%20b";
        var links = JsonDocument.Parse(response.Body).RootElement;
        Assert.Equal((status, type), (response.Status, response.Header("Content-Type")));
        Assert.Equal(how == "payload" ? null : link, response.Header("Location"));
        Assert.Equal("a b", links.GetProperty("Id").GetString());
        Assert.Equal(link, links.GetProperty("StatusQueryGetUri").GetString());
        Assert.Equal($"{link}/terminate?reason={{text}}", links.GetProperty("TerminatePostUri").GetString());
    }

    [Fact]
    public async Task Response_OfACompletedInstance_HasItsOutput()
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Version));
        var response = await HttpExchange.SendAsync(Address, $"GET /check/wait/{ended.InstanceId}");

        var status = JsonDocument.Parse(response.Body).RootElement;
        Assert.Equal(200, response.Status);
        Assert.Equal("Completed", status.GetProperty("RuntimeStatus").GetString());
        Assert.Equal("\"\"", status.GetProperty("SerializedOutput").GetString());
    }

    [Fact]
    public async Task Link_OfAnInstance_IsNotServed()
    {
        await _app.StartWaitingAsync("one");

        Assert.Equal(404, (await HttpExchange.SendAsync(Address, $"GET {Instances}/one")).Status);
    }
}
