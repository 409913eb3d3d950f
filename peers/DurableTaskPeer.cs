using DurableTask.Core;
using Microsoft.DurableTask.Testing.Sidecar;

namespace Peers;

/// <summary>
/// The Durable Task Framework alone, on Microsoft's own service in memory: an orchestration with one activity a message,
/// which is what Relay is built on, without its store and without the Functions worker. A crash loses all.
/// </summary>
internal static class DurableTaskPeer
{
    public static Action<WebApplication> Add(WebApplicationBuilder builder)
    {
        var service = new InMemoryOrchestrationService();
        builder.Services.AddSingleton(new TaskHubClient(service));
        builder.Services.AddHostedService(services => new Worker(service, services.GetRequiredService<GatewayClient>()));
        return app => app.MapPost("/send_message", async (HttpRequest request, TaskHubClient client) =>
        {
            await client.CreateOrchestrationInstanceAsync(typeof(Deliver), await Message.ReadAsync(request));
            return Results.Ok();
        });
    }

    private sealed class Deliver : TaskOrchestration<bool, Message>
    {
        public override Task<bool> RunTask(OrchestrationContext context, Message input) =>
            context.ScheduleTask<bool>(typeof(Send), input);
    }

    private sealed class Send(GatewayClient gateway) : AsyncTaskActivity<Message, bool>
    {
        protected override async Task<bool> ExecuteAsync(TaskContext context, Message input)
        {
            await gateway.SendAsync(input);
            return true;
        }
    }

    private sealed class Worker(IOrchestrationService service, GatewayClient gateway) : IHostedService, IDisposable
    {
        private readonly TaskHubWorker _worker = new(service);

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            _worker.AddTaskOrchestrations(typeof(Deliver)).AddTaskActivities(new Send(gateway));
            await _worker.StartAsync();
        }

        public Task StopAsync(CancellationToken cancellationToken) => _worker.StopAsync(isForced: true);

        public void Dispose() => _worker.Dispose();
    }
}
