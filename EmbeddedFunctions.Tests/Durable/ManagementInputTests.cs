using System.Net;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>Unusual input of the Durable extension's HTTP API: none of it is a 500.</summary>
public sealed class ManagementInputTests : IAsyncLifetime
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";

    private static readonly string[] Alike = ["a/b", "a%2Fb", "50%"];

    private DurableApp _app = null!;

    private Uri Address => _app.App.Address;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync(
        builder => builder.MapDurableManagement(), typeof(StatusFunctions));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/terminate")]
    public async Task Id_ThatIsBlank_IsNotFound(string method, string operation) =>
        Assert.Equal(404, (await SendAsync($"{method} {Instances}/%20{operation}")).Status);

    [Fact]
    public async Task Event_ThatCannotBeWritten_IsABadRequest()
    {
        await _app.StartWaitingAsync("one");
        var response = await SendAsync(
            $"POST {Instances}/one/raiseEvent/approval\nContent-Type: application/json\n\n\"\\ud800\"");

        Assert.Equal(400, response.Status);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await _app.SettleAsync("one")).RuntimeStatus);
    }

    [Theory]
    [InlineData("a/b?c")]
    [InlineData("/")]
    [InlineData("a%2Fb")]
    [InlineData("a%2fb/c")]
    [InlineData("50%25")]
    [InlineData("ü#&+ ;=")]
    public async Task Link_OfAnId_LeadsToItsInstance(string id)
    {
        foreach (var other in Alike.Where(other => other != id))
            await _app.StartWaitingAsync(other);

        await _app.StartWaitingAsync(id);
        var check = await SendAsync($"GET /check/query?id={Uri.EscapeDataString(id)}");
        var link = new Uri(check.Header("Location")!).PathAndQuery;

        Assert.Equal(202, (await SendAsync($"GET {link}")).Status);
        Assert.Equal(202, (await SendAsync($"POST {link}/terminate?reason=a/b")).Status);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await _app.SettleAsync(id)).RuntimeStatus);
    }

    [Theory]
    [InlineData("one", "approval/first", "one/raiseEvent/approval%2Ffirst")]
    [InlineData("one", "approval%2Ffirst", "one/raiseEvent/approval%252Ffirst")]
    [InlineData("a/b", "a%2Fb", "a%2Fb/raiseEvent/a%252Fb")]
    [InlineData("a%2Fb", "a/b", "a%252Fb/raiseEvent/a%2Fb")]
    public async Task Event_WithASlashInItsName_IsRaised(string id, string name, string path)
    {
        await _app.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(StatusFunctions.WaitsFor), name, new StartOrchestrationOptions(id), _app.Timeout);
        await _app.SettleAsync(id);
        var response = await SendAsync(
            $"POST {Instances}/{path}\nContent-Type: application/json\n\n\"granted\"");

        Assert.Equal(202, response.Status);
        Assert.Equal("granted", (await _app.SettleAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(false, HttpStatusCode.Gone)]
    [InlineData(true, HttpStatusCode.NotFound)]
    public async Task Event_ForAnInstanceThatEndsMeanwhile_IsGone(bool isPurged, HttpStatusCode status)
    {
        await _app.StartWaitingAsync("one");
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan });
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(Address, $"{Instances}/one/raiseEvent/approval"));
        request.Headers.ExpectContinue = true;
        request.Content = new DeferredContent("\"granted\"", async () =>
        {
            await _app.Client.TerminateInstanceAsync("one", _app.Timeout);
            await _app.SettleAsync("one");
            if (isPurged)
                await _app.Client.PurgeInstanceAsync("one", _app.Timeout);
        });
        using var response = await client.SendAsync(request, _app.Timeout);

        Assert.Equal(status, response.StatusCode);
    }

    private Task<HttpExchange> SendAsync(string request) => HttpExchange.SendAsync(Address, request);
}
