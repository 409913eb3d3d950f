using System.Threading.Channels;

namespace Peers;

/// <summary>What Kestrel and HttpClient allow: an endpoint that keeps nothing, and a forwarder that keeps in memory.</summary>
internal static class BarePeers
{
    private const int Senders = 64;

    /// <summary>Reads the message and responds; nothing is delivered.</summary>
    public static void MapEndpoint(WebApplication app) =>
        app.MapPost("/send_message", async (HttpRequest request) => Results.Ok((await Message.ReadAsync(request)).Gateway));

    /// <summary>Delivers from a channel in memory: a crash loses all that waits.</summary>
    public static Action<WebApplication> AddForwarder(WebApplicationBuilder builder)
    {
        var channel = Channel.CreateUnbounded<Message>();
        builder.Services.AddHostedService(services => new Forwarder(channel.Reader, services.GetRequiredService<GatewayClient>()));
        return app => app.MapPost("/send_message", async (HttpRequest request) =>
        {
            channel.Writer.TryWrite(await Message.ReadAsync(request));
            return Results.Ok();
        });
    }

    private sealed class Forwarder(ChannelReader<Message> messages, GatewayClient gateway) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            Parallel.ForEachAsync(
                messages.ReadAllAsync(stoppingToken),
                new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = stoppingToken },
                async (message, _) => await gateway.SendAsync(message));
    }
}
