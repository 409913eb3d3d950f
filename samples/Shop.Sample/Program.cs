// A shop that sends its customers messages through Relay, and learns how each one ended. In two terminals:
//
//   Relay__CallbackSecret=c2hvcC1hbmQtcmVsYXktc2hhcmUtdGhpcy1zZWNyZXQ= Relay__CallbackNetwork=private \
//     dotnet run --project RelayServer
//
//   CallbackSecret=c2hvcC1hbmQtcmVsYXktc2hhcmUtdGhpcy1zZWNyZXQ= dotnet run --project samples/Shop.Sample
//   curl -X POST http://127.0.0.1:5080/orders/4711/ship
//   curl http://127.0.0.1:5080/orders/4711
using Polly;
using Shop.Sample;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5080");
builder.Services.AddSingleton<Orders>();
builder.Services.AddSingleton(new StandardWebhook(builder.Configuration["CallbackSecret"]
    ?? throw new InvalidOperationException("Set CallbackSecret to the Relay__CallbackSecret of the server.")));
builder.Services
    .AddHttpClient<RelayClient>(http =>
        http.BaseAddress = new Uri(builder.Configuration["RelayAddress"] ?? "http://127.0.0.1:7071"))
    // Repeats a request that got no response, 429 or 5xx. The key of each request makes that safe.
    .AddStandardResilienceHandler();
var app = builder.Build();

app.MapPost("/orders/{number:int}/ship", async (
    int number, RelayClient relay, Orders orders, CancellationToken cancellationToken) =>
{
    var message = new OutgoingMessage($"Your order {number} is on its way.", Gateway: "gateway_1")
    {
        CallbackUrl = $"{app.Configuration["PublicAddress"] ?? app.Urls.First()}/relay-events",
    };
    try
    {
        // The key says which message is meant: if this endpoint is called again, nothing is sent twice.
        var id = await relay.SendAsync(message, idempotencyKey: $"shop-shipped-{number}", cancellationToken);
        orders.OnAccepted(number, id);
        return Results.Ok(orders.Find(number));
    }
    catch (Exception e) when (e is HttpRequestException or ExecutionRejectedException)
    {
        // Relay may or may not have the message, unless it says why it refuses it: whoever ships the order calls again.
        return Results.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
});

app.MapGet("/orders/{number:int}", (int number, Orders orders) =>
    orders.Find(number) is { } order ? Results.Ok(order) : Results.NotFound());

app.MapPost("/relay-events", async (HttpRequest request, StandardWebhook webhook, Orders orders) =>
{
    // The signature covers the text, so it is verified before it is parsed.
    var body = await new StreamReader(request.Body).ReadToEndAsync(request.HttpContext.RequestAborted);
    try
    {
        webhook.Verify(body, request.Headers);
    }
    catch (WebhookVerificationException)
    {
        return Results.Unauthorized();
    }

    // At least once: a repeated notification changes nothing.
    orders.OnEnded(RelayEvent.Parse(body).Data);
    return Results.NoContent();
});

app.Run();
