using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed partial class ResendTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Failed_Message_IsFailedForTheFrameworkTooWithItsAttempts()
    {
        await using var relay = await RelayHost.StartAsync();
        var id = await FailAsync(relay);

        var instance = await relay.Services.GetRequiredService<DurableTaskClient>()
            .GetInstanceAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance!.RuntimeStatus);
        Assert.Equal("503 Service Unavailable", instance.FailureDetails!.ErrorMessage);
        var status = await relay.StatusAsync(id);
        Assert.Equal("failed", status.GetProperty("status").GetString());
        Assert.Equal("503 Service Unavailable", status.GetProperty("error").GetString());
        Assert.Equal(3, status.GetProperty("attempts").GetArrayLength());
    }

    [Fact]
    public async Task Resend_FailedMessageRepeatedly_CreatesOneNewMessageThatNamesIt()
    {
        await using var relay = await RelayHost.StartAsync();
        var id = await FailAsync(relay);
        relay.Gateway.Respond = _ => StubResponse.Ok;
        var before = relay.Gateway.Requests.Count;

        var responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => relay.PostAsync($"/messages/{id}/resend")));
        await relay.IdleAsync();
        var again = await relay.PostAsync($"/messages/{id}/resend");
        await relay.IdleAsync();

        var ids = new List<string>();
        foreach (var response in responses.Append(again))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Equal($"/messages/{body.GetProperty("id")}", response.Headers.Location?.ToString());
            ids.Add(body.GetProperty("id").GetString()!);
        }

        var resent = Assert.Single(ids.Distinct());
        Assert.NotEqual(id, resent);
        Assert.Equal(resent, Assert.Single(relay.Gateway.Requests.Skip(before)).MessageId);
        Assert.Equal(id, (await relay.StatusAsync(resent)).GetProperty("resendOf").GetString());
        var ended = await relay.StatusAsync(id);
        Assert.Equal(("failed", resent), (ended.GetProperty("status").GetString(), ended.GetProperty("resentAs").GetString()));
        Assert.False((await relay.StatusAsync(resent)).TryGetProperty("resentAs", out _));
    }

    [Fact]
    public async Task Resend_MessageThatWaitsOrIsUnknown_IsRejected()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await relay.SendAsync();
        await relay.IdleAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await relay.PostAsync($"/messages/{id}/resend")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await relay.PostAsync($"/messages/{Guid.CreateVersion7()}/resend")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await relay.PostAsync("/messages/x/resend")).StatusCode);
    }

    [Fact]
    public async Task Resend_GatewayThatWasRemoved_SaysSoInItsDetail()
    {
        using var store = new TempFolder();
        var image = Path.Combine(store.Path, "relay.db");
        string id;
        await using (var before = await RelayHost.StartAsync(
            catalogue: """{"gateways": {"gone": {"url": "GATEWAY/a"}}}""", settings: [$"--Storage:Path={image}"]))
        {
            id = await FailAsync(before, "gone");
        }

        await using var relay = await RelayHost.StartAsync(
            image, catalogue: """{"gateways": {"gateway_1": {"url": "GATEWAY/a"}}}""", settings: ["--Relay:GatewayBaseUrl="]);
        using var response = await relay.PostAsync($"/messages/{id}/resend");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("The message was not sent again.", problem.GetProperty("title").GetString());
        Assert.Equal(
            "The catalogue or the settings have changed, and can't send the message as it was accepted. gateway: there is no gateway 'gone'.",
            problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Delete_EndedMessage_DeletesOnlyIt()
    {
        await using var relay = await RelayHost.StartAsync();
        var failed = await FailAsync(relay);
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var waiting = await relay.SendAsync();
        await relay.IdleAsync();

        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(relay, failed));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(relay, failed));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(relay, "x"));
        Assert.Equal(HttpStatusCode.Conflict, await DeleteAsync(relay, waiting));
        using var list = await relay.Http.GetAsync(new Uri("/messages", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(failed, await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(RelayHost relay, string gateway = "gateway_1")
    {
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await relay.SendAsync(gateway: gateway);
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(Minute);
        return id;
    }

    private static async Task<HttpStatusCode> DeleteAsync(RelayHost relay, string id)
    {
        using var response = await relay.Http.DeleteAsync(
            new Uri($"/messages/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
