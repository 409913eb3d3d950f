using Microsoft.Data.Sqlite;
using Wolverine;
using Wolverine.Sqlite;

namespace Peers;

/// <summary>Wolverine with its SQLite persistence and durable local queues.</summary>
internal static class WolverinePeer
{
    private const int Senders = 64;

    /// <param name="builder">The application.</param>
    /// <param name="file">The SQLite file.</param>
    /// <param name="isSynchronous">Whether each commit is synced, as Relay does; Wolverine's own setting syncs none.</param>
    public static Action<WebApplication> Add(WebApplicationBuilder builder, string file, bool isSynchronous)
    {
        builder.Host.UseWolverine(options =>
        {
            var connectionString = new SqliteConnectionStringBuilder { DataSource = file }.ToString();
            if (isSynchronous)
                options.PersistMessagesWithSqlite(new SynchronousDataSource(connectionString));
            else
                options.PersistMessagesWithSqlite(connectionString);
            options.UseRuntimeCompilation();
            options.Durability.Mode = DurabilityMode.Solo;
            options.Policies.UseDurableLocalQueues();
            options.Discovery.DisableConventionalDiscovery().IncludeType(typeof(MessageHandler));
            options.LocalQueueFor<Message>().MaximumParallelMessages(Senders);
        });
        return app => app.MapPost("/send_message", async (HttpRequest request, IMessageBus bus) =>
        {
            await bus.PublishAsync(await Message.ReadAsync(request));
            return Results.Ok();
        });
    }
}

/// <summary>Wolverine finds it by its method's name.</summary>
public static class MessageHandler
{
    /// <summary>Delivers a message.</summary>
    public static Task Handle(Message message, GatewayClient gateway) => gateway.SendAsync(message);
}
