using System.Net;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Http;

/// <summary>What worker middleware finds in the context of an HTTP call, and how it may respond.</summary>
public sealed class HttpMiddlewareTests
{
    [Fact]
    public async Task RequestData_InMiddleware_IsTheRequest()
    {
        var seen = string.Empty;
        await using var app = await StartAsync(async (context, next) =>
        {
            var request = await context.GetHttpRequestDataAsync();
            var color = request!.Headers.GetValues("X-Color").Single();
            seen = $"{request.Method} {request.Url.PathAndQuery} {color}";
            await next();
        });
        var response = await HttpExchange.SendAsync(app.Address, "GET /open?n=1\nX-Color: red");

        Assert.Equal("GET /open?n=1 red", seen);
        Assert.Equal("open", response.Body);
    }

    [Fact]
    public async Task ResponseData_ThatMiddlewareSets_IsTheResponse()
    {
        await using var app = await StartAsync(async (context, _) =>
        {
            var request = await context.GetHttpRequestDataAsync();
            var response = request!.CreateResponse(HttpStatusCode.Conflict);
            response.Headers.Add("X-Reason", "taken");
            await response.WriteStringAsync("not now");
            context.GetInvocationResult().Value = response;
        });
        var response = await HttpExchange.SendAsync(app.Address, "GET /open");

        Assert.Equal((409, "taken", "not now"), (response.Status, response.Header("X-Reason"), response.Body));
    }

    [Fact]
    public async Task RequestData_OfAnOrchestrator_IsNull()
    {
        var seen = new List<bool>();
        await using var app = await DurableApp.StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            seen.Add(await context.GetHttpRequestDataAsync() is null);
            await next();
        }));
        await app.RunAsync(nameof(Orchestrators.TwoPauses));

        Assert.NotEmpty(seen);
        Assert.DoesNotContain(false, seen);
    }

    [Fact]
    public async Task ActionResult_OfMiddlewareAlone_IsTheResponse()
    {
        await using var app = await StartAsync((context, _) =>
        {
            context.GetInvocationResult().Value = new ObjectResult(new { Reason = "taken" }) { StatusCode = 422 };
            return Task.CompletedTask;
        });
        var response = await HttpExchange.SendAsync(app.Address, "GET /open");

        Assert.Equal((422, """{"reason":"taken"}"""), (response.Status, response.Body));
    }

    [Fact]
    public async Task BindInput_InMiddleware_SaysThatItIsNotSupported()
    {
        await using var app = await StartAsync(async (context, _) =>
            await context.BindInputAsync<string>(context.FunctionDefinition.InputBindings["request"]));
        var response = await HttpExchange.SendAsync(app.Address, "GET /open");

        Assert.Equal(500, response.Status);
        Assert.Contains(app.Log.All, line => line.Contains("NotSupportedException: BindInputAsync", StringComparison.Ordinal));
    }

    private static Task<SampleApp> StartAsync(Func<FunctionContext, Func<Task>, Task> middleware) =>
        SampleApp.StartAsync([typeof(LevelFunctions)], builder => builder.UseMiddleware(middleware));
}
