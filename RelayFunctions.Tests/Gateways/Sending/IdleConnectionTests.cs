using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace RelayFunctions.Tests.Gateways.Sending;

public sealed class IdleConnectionTests
{
    [Fact]
    public async Task Send_Burst_SharesAConnectionThatIsClosedSoonAfter()
    {
        var connections = new HashSet<string>();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var gateway = await StubGateway.StartAsync(context =>
        {
            connections.Add(context.Connection.Id);
            context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed.Register(() => closed.TrySetResult());
            return Task.CompletedTask;
        });
        using var sender = new SenderFixture();

        await sender.SendAsync(gateway.Url);
        await sender.SendAsync(gateway.Url);
        // Far less than the minute for which the framework keeps an idle connection.
        await closed.Task.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Single(connections);
    }
}
