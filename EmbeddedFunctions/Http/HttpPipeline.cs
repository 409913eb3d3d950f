using EmbeddedFunctions.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Http;

/// <summary>The way of a request: log line, strangers, errors, route, key, function.</summary>
internal static class HttpPipeline
{
    public static void Use(WebApplication app, IReadOnlyList<HttpFunction> functions, FunctionKeys keys)
    {
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<StrangersGuard>();
        app.UseMiddleware<RequestErrors>();
        app.UseRouting();
        app.Use((context, next) => Admit(context, next, keys));

        var pipeline = app.Services.GetRequiredService<FunctionPipeline>();
        IEndpointRouteBuilder routes = app;
        routes.DataSources.Add(new DefaultEndpointDataSource(
            functions.Select(f => new HttpFunctionEndpoint(f, pipeline, app.Lifetime.ApplicationStopping).Build())));
        app.UseEndpoints(static _ => { });
    }

    /// <summary>
    /// An unknown route is 404 before a wrong key is 401. What isn't a function of ours here is the endpoint that routing
    /// puts in for a method that nobody listed (405): the Functions host answers 404.
    /// </summary>
    private static Task Admit(HttpContext context, RequestDelegate next, FunctionKeys keys)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HttpFunction>() is not { } function)
        {
            return Answer(context, StatusCodes.Status404NotFound);
        }

        return keys.Allow(function, context.Request) ? next(context) : Answer(context, StatusCodes.Status401Unauthorized);
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
