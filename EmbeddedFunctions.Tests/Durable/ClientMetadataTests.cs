using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>What the host's client leaves out, this one does too: an app that reads it would fail on Azure alone.</summary>
public sealed class ClientMetadataTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_OfAWaitingInstance_HasTheStatusOnlyWithInputsAndOutputs(bool withData)
    {
        await _app.StartWaitingAsync("one");

        var instance = await _app.Client.GetInstanceAsync("one", withData, _app.Timeout);

        Assert.Equal(withData ? """{"waitsFor":"approval"}""" : null, instance!.SerializedCustomStatus);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wait_ForAFailedInstance_HasTheFailureOnlyWithInputsAndOutputs(bool withData)
    {
        var id = (await _app.RunAsync(nameof(Orchestrators.Failing))).InstanceId;

        var instance = await _app.Client.WaitForInstanceCompletionAsync(id, withData, _app.Timeout);

        Assert.Equal(withData, instance.FailureDetails is not null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Query_OfInstances_HasEachStatusAndTheFailureOnlyWithInputsAndOutputs(bool withData)
    {
        await _app.StartWaitingAsync("one");
        await _app.RunAsync(nameof(Orchestrators.Failing));

        var found = await _app.Client.GetAllInstancesAsync(new OrchestrationQuery { FetchInputsAndOutputs = withData })
            .ToListAsync(_app.Timeout);

        Assert.Equal(withData, found.Single(one => !one.IsRunning).FailureDetails is not null);
        Assert.Equal("""{"waitsFor":"approval"}""", found.Single(one => one.IsRunning).SerializedCustomStatus);
    }
}
