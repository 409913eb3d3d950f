using System.Text.Json;
using Azure.Core.Serialization;
using DurableTask.Core.History;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class SerializationTests
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    [Fact]
    public async Task Serializer_OfTheWorker_WritesInputsOutputsAndHistory()
    {
        await using var app = await DurableApp.StartAsync(builder => builder.Services.Configure<WorkerOptions>(
            worker => worker.Serializer = new JsonObjectSerializer(Snake)));
        var instance = await app.RunAsync(nameof(Orchestrators.PackAll), new Order("cups", 3));
        var history = await app.Client.GetOrchestrationHistoryAsync(instance.InstanceId, app.Timeout);

        Assert.Equal("""{"name":"cups","count":3}""", instance.SerializedInput);
        Assert.Equal("""{"name":"cups","count":3}""", history.OfType<ExecutionStartedEvent>().Single().Input);
        Assert.Contains("3 cups", instance.ReadOutputAs<string[]>()![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serializer_ByDefault_ReadsNamesInAnyCase()
    {
        await using var app = await DurableApp.StartAsync();
        var instance = await app.RunAsync(
            nameof(Orchestrators.PackAll), new Dictionary<string, object> { ["NAME"] = "cups", ["cOUNT"] = 3 });

        Assert.Contains("3 cups", instance.ReadOutputAs<string[]>()![0], StringComparison.Ordinal);
    }

    /// <summary>The SDK's own default would have written the fields.</summary>
    [Fact]
    public async Task Serializer_ByDefault_WritesNoFields()
    {
        await using var app = await DurableApp.StartAsync();
        var instance = await app.RunAsync(nameof(Orchestrators.Version), (1, "two"));

        Assert.Equal("{}", instance.SerializedInput);
    }

    [Fact]
    public async Task Version_ByDefault_IsTheClientsOwn()
    {
        await using var app = await DurableApp.StartAsync(builder => builder.Services.Configure<DurableTaskClientOptions>(
            client => client.DefaultVersion = "7.0"));

        Assert.Equal("7.0", (await app.RunAsync(nameof(Orchestrators.Version))).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Version_OfASubOrchestration_IsTheCallers()
    {
        await using var app = await DurableApp.StartAsync();
        var options = new StartOrchestrationOptions { Version = new TaskVersion("3.0") };
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Orchestrators.VersionOfChild), null, options, app.Timeout);

        Assert.Equal("4.0", (await app.RunToEndAsync(id)).ReadOutputAs<string>());
    }
}
