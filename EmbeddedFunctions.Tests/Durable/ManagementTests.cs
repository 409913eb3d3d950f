using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>The HTTP API of the Durable extension, for an app that maps it.</summary>
public sealed class ManagementTests : IAsyncLifetime
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";
    private const string Time = "2031-05-06T07:08:09Z";

    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync(
        builder => builder.MapDurableManagement(), typeof(StatusFunctions));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Get_OfAWaitingInstance_IsAcceptedWithItsStatus()
    {
        await _app.StartWaitingAsync("a b");
        var response = await SendAsync("GET", "a%20b?showInput=true");

        Assert.Equal((202, "application/json; charset=utf-8"), (response.Status, response.Header("Content-Type")));
        Assert.Equal(
            $$"""{"name":"Approval","instanceId":"a b","runtimeStatus":"Running","input":null,"customStatus":{"waitsFor":"approval"},"output":null,"createdTime":"{{Time}}","lastUpdatedTime":"{{Time}}"}""",
            response.Body);
        Assert.Equal(
            $"{_app.App.Address.GetLeftPart(UriPartial.Authority)}{Instances}/a%20b?showInput=true",
            response.Header("Location"));
        Assert.Equal("5", response.Header("Retry-After"));
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData("?showInput=true", "1")]
    [InlineData("?showInput=false", "null")]
    public async Task Get_OfACompletedInstance_HasInputAndOutput(string query, string input)
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Parent), 1);
        var response = await SendAsync("GET", ended.InstanceId + query);

        Assert.Equal(200, response.Status);
        Assert.StartsWith(
            $$"""{"name":"Parent","instanceId":"{{ended.InstanceId}}","runtimeStatus":"Completed","input":{{input}},"customStatus":null,"output":"2 of Parent {{ended.InstanceId}}",""",
            response.Body,
            StringComparison.Ordinal);
        Assert.Null(response.Header("Location"));
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("?returnInternalServerErrorOnFailure=true", 500)]
    public async Task Get_OfAFailedInstance_HasTheStatusThatTheCallerAsksFor(string query, int status)
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Failing));
        var response = await SendAsync("GET", ended.InstanceId + query);

        Assert.Equal(status, response.Status);
        Assert.Contains("\"runtimeStatus\":\"Failed\"", response.Body, StringComparison.Ordinal);
        Assert.Contains("the reason", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_ForAWaitingInstance_IsRaised()
    {
        await _app.StartWaitingAsync("one");
        var response = await SendAsync(
            "POST", "one/raiseEvent/approval", "Content-Type: application/json; charset=utf-8\n\n\"granted\"");

        Assert.Equal((202, ""), (response.Status, response.Body));
        Assert.Equal("granted", (await _app.RunToEndAsync("one")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("Content-Type: text/plain\n\n\"granted\"")]
    [InlineData("X: y\n\n\"granted\"")]
    [InlineData("Content-Type: application/json\n\n{granted")]
    [InlineData("Content-Type: application/json\n\n")]
    public async Task Event_ThatIsNotJson_IsABadRequest(string content)
    {
        await _app.StartWaitingAsync("one");

        Assert.Equal(400, (await SendAsync("POST", "one/raiseEvent/approval", content)).Status);
    }

    [Fact]
    public async Task Instance_SuspendedAndResumed_Waits()
    {
        await _app.StartWaitingAsync("one");

        Assert.Equal(202, (await SendAsync("POST", "one/suspend?reason=lunch")).Status);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await _app.SettleAsync("one")).RuntimeStatus);
        Assert.Equal(202, (await SendAsync("GET", "one")).Status);
        Assert.Equal(202, (await SendAsync("POST", "one/resume")).Status);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await _app.SettleAsync("one")).RuntimeStatus);
    }

    [Fact]
    public async Task Instance_Terminated_HasTheReasonAsItsOutput()
    {
        await _app.StartWaitingAsync("one");

        Assert.Equal(202, (await SendAsync("POST", "one/terminate?reason=too%20late")).Status);
        var ended = await _app.SettleAsync("one");
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "\"too late\""), (ended.RuntimeStatus, ended.SerializedOutput));
    }

    [Fact]
    public async Task Instance_Purged_IsGone()
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Version));
        var response = await SendAsync("DELETE", ended.InstanceId);

        Assert.Equal((200, """{"instancesDeleted":1}"""), (response.Status, response.Body));
        Assert.Equal(404, (await SendAsync("DELETE", ended.InstanceId)).Status);
    }

    [Fact]
    public async Task Instance_ThatLives_IsNotPurged()
    {
        await _app.StartWaitingAsync("one");

        Assert.Equal(412, (await SendAsync("DELETE", "one")).Status);
        Assert.Equal(202, (await SendAsync("GET", "one")).Status);
    }

    [Theory]
    [InlineData("POST", "/raiseEvent/approval")]
    [InlineData("POST", "/terminate")]
    [InlineData("POST", "/suspend")]
    [InlineData("POST", "/resume")]
    public async Task Message_ToAnEndedInstance_IsGone(string method, string operation)
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Version));

        Assert.Equal(410, (await SendAsync(method, ended.InstanceId + operation)).Status);
    }

    [Theory]
    [InlineData("GET", "none")]
    [InlineData("DELETE", "none")]
    [InlineData("POST", "none/raiseEvent/approval")]
    [InlineData("POST", "none/terminate")]
    [InlineData("POST", "none/suspend")]
    [InlineData("POST", "none/resume")]
    [InlineData("GET", "@entity@key")]
    [InlineData("POST", "@entity@key/terminate")]
    [InlineData("POST", "one")]
    [InlineData("GET", "one/terminate")]
    [InlineData("POST", "none/restart")]
    [InlineData("POST", "none/rewind")]
    public async Task Request_ForWhatIsNotThere_IsNotFound(string method, string path)
    {
        await _app.StartWaitingAsync("one");
        var response = await SendAsync(method, path);

        Assert.Equal((404, ""), (response.Status, response.Body));
    }

    [Fact]
    public async Task Link_OfACheckStatusResponse_LeadsToTheStatus()
    {
        await _app.StartWaitingAsync("one");
        var check = await HttpExchange.SendAsync(_app.App.Address, "GET /check/async/one");
        var link = new Uri(check.Header("Location")!);

        Assert.Equal(202, (await HttpExchange.SendAsync(_app.App.Address, $"GET {link.PathAndQuery}")).Status);
    }

    private Task<HttpExchange> SendAsync(string method, string path, string rest = "\n") =>
        HttpExchange.SendAsync(_app.App.Address, $"{method} {Instances}/{path}\n{rest}");
}
