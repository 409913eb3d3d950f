using System.Net;
using EndToEnd.Tests.WorkerHost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.WorkerHost.Http;

/// <summary>
/// The address that callers use: the routes of the HTTP functions with the route prefix of host.json. A method that no
/// function accepts on a route is treated like an unknown route: 404 with an empty body, as on the Functions host.
/// </summary>
internal sealed class HttpFrontEnd(WebApplication app) : IAsyncDisposable
{
    /// <summary>The Functions host's own bound of a request, in bytes.</summary>
    private const long MaxRequestBodySize = 104_857_600;

    public Uri Address => new(app.Urls.Single());

    public static async Task<HttpFrontEnd> StartAsync(
        string routePrefix, IEnumerable<WorkerFunction> functions, HttpInvoker invoker)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(Configure);
        var app = builder.Build();
        foreach (var function in functions.Where(function => function.HasTrigger("httpTrigger")))
        {
            app.MapMethods(
                $"{routePrefix}/{RouteOf(function)}",
                MethodsOf(function),
                (RequestDelegate)(context => invoker.InvokeAsync(function.Name, context)));
        }

        app.Map("/{**other}", (RequestDelegate)AnswerUnknown).WithOrder(int.MaxValue);
        await app.StartAsync();
        return new HttpFrontEnd(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private static Task AnswerUnknown(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static void Configure(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestBodySize = MaxRequestBodySize;
        kestrel.Listen(IPAddress.Loopback, 0);
    }

    private static string RouteOf(WorkerFunction function) =>
        function.Trigger.TryGetProperty("route", out var route) ? route.GetString()! : function.Name;

    private static IEnumerable<string> MethodsOf(WorkerFunction function) =>
        function.Trigger.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant());
}
