using Peers;

// One competitor of `bench -- peers`, as a separate process. The environment names it (Peer) and the gateway's address
// (Relay__GatewayBaseUrl, as for Relay); stores are in the folder data.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton(new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
{
    BaseAddress = new Uri(builder.Configuration["Relay:GatewayBaseUrl"]!),
});
builder.Services.AddSingleton<GatewayClient>();
var folder = Directory.CreateDirectory("data").FullName;
Action<WebApplication> map = builder.Configuration["Peer"] switch
{
    "endpoint" => BarePeers.MapEndpoint,
    "forwarder" => BarePeers.AddForwarder(builder),
    "wolverine" => WolverinePeer.Add(builder, Path.Combine(folder, "wolverine.db"), isSynchronous: false),
    "wolverine-full" => WolverinePeer.Add(builder, Path.Combine(folder, "wolverine.db"), isSynchronous: true),
    "hangfire-sqlite" => HangfirePeer.Add(builder, Path.Combine(folder, "hangfire.db")),
    "durable-task-memory" => DurableTaskPeer.Add(builder),
    "hangfire-memory" => HangfirePeer.Add(builder, file: null),
    var other => throw new ArgumentException($"There is no competitor '{other}'."),
};
await using var app = builder.Build();
map(app);
await app.RunAsync();
