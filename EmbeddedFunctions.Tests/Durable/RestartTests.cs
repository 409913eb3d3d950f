using System.Text.Json;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>Requests to the HTTP API of the Durable extension that run an instance once more.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";

    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync(
        builder => builder.MapDurableManagement());

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Instance_Restarted_RunsUnderANewIdAndHasLinks()
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Parent), 1);
        var response = await PostAsync($"{ended.InstanceId}/restart");
        var links = JsonElement.Parse(response.Body);
        var id = links.GetProperty("id").GetString()!;
        var uri = $"{_app.App.Address.GetLeftPart(UriPartial.Authority)}{Instances}/{id}";

        Assert.Equal((202, uri), (response.Status, response.Header("Location")));
        Assert.NotEqual(ended.InstanceId, id);
        Assert.Equal($"{uri}/raiseEvent/{{eventName}}", links.GetProperty("sendEventPostUri").GetString());
        Assert.Equal($"{uri}/restart", links.GetProperty("restartPostUri").GetString());
        Assert.Equal($"2 of Parent {id}", (await _app.RunToEndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Instance_RestartedUnderItsOwnId_RunsAgain()
    {
        await _app.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Orchestrators.Parent), 1, new StartOrchestrationOptions("a b"), _app.Timeout);
        await _app.RunToEndAsync("a b");
        _app.Time.Advance(TimeSpan.FromHours(1));
        var response = await PostAsync("a%20b/restart?restartWithNewInstanceId=false");

        Assert.Equal(202, response.Status);
        Assert.EndsWith($"{Instances}/a%20b", response.Header("Location"), StringComparison.Ordinal);
        Assert.Equal(DurableApp.Start.AddHours(1), (await _app.RunToEndAsync("a b")).CreatedAt);
    }

    [Fact]
    public async Task Instance_ThatLives_IsNotRestartedUnderItsOwnId()
    {
        await _app.StartWaitingAsync("one");

        Assert.Equal(409, (await PostAsync("one/restart?restartWithNewInstanceId=false")).Status);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await _app.SettleAsync("one")).RuntimeStatus);
    }

    [Fact]
    public async Task Instance_Rewound_IsNotImplemented()
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Failing));
        var response = await PostAsync($"{ended.InstanceId}/rewind?reason=x");

        Assert.Equal(501, response.Status);
        Assert.Contains("Rewinding is not supported here", response.Body, StringComparison.Ordinal);
    }

    private Task<HttpExchange> PostAsync(string path) =>
        HttpExchange.SendAsync(_app.App.Address, $"POST {Instances}/{path}\n\n");
}
