using Hangfire;
using Hangfire.Storage.SQLite;

namespace Peers;

/// <summary>Hangfire, a job a message, on SQLite or in memory.</summary>
internal static class HangfirePeer
{
    private const int Senders = 64;

    /// <param name="builder">The application.</param>
    /// <param name="file">The SQLite file; null for memory, which a crash loses.</param>
    public static Action<WebApplication> Add(WebApplicationBuilder builder, string? file)
    {
        builder.Services.AddHangfire(configuration =>
        {
            configuration.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (file is null)
                configuration.UseInMemoryStorage();
            else
                configuration.UseSQLiteStorage(file, new SQLiteStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(50) });
        });
        builder.Services.AddHangfireServer(options => options.WorkerCount = Senders);
        return app => app.MapPost("/send_message", async (HttpRequest request, IBackgroundJobClient jobs) =>
        {
            var message = await Message.ReadAsync(request);
            jobs.Enqueue<GatewayClient>(gateway => gateway.SendAsync(message));
            return Results.Ok();
        });
    }
}
