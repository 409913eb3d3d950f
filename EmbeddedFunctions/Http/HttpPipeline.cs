using EmbeddedFunctions.Http.Keys;
using EmbeddedFunctions.Http.Logging;
using EmbeddedFunctions.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Http;

/// <summary>
/// The order in which a request passes the middleware: logging, exceptions, routing, origin check, key, function.
/// </summary>
internal static class HttpPipeline
{
    public static void Use(
        WebApplication app, IReadOnlyList<HttpFunction> functions, IReadOnlyList<Endpoint> others, FunctionKeys keys)
    {
        var path = new LoggedPath(keys);
        app.UseMiddleware<RequestLoggingMiddleware>(path);
        app.UseMiddleware<ExceptionMiddleware>(path);
        app.UseRouting();
        app.UseMiddleware<CrossOriginMiddleware>();
        app.Use((context, next) => Admit(context, next, keys));

        var pipeline = app.Services.GetRequiredService<FunctionPipeline>();
        IEndpointRouteBuilder routes = app;
        routes.DataSources.Add(new DefaultEndpointDataSource(
        [
            .. functions.Select(f => new HttpFunctionEndpoint(f, pipeline, app.Lifetime.ApplicationStopping).Build()),
            .. others,
        ]));
        app.UseEndpoints(static _ => { });
    }

    /// <summary>
    /// An unknown route is 404 before a wrong key is 401. An endpoint without a level is the one that routing adds
    /// for a method that no function lists (405): the Functions host responds with 404 there.
    /// </summary>
    private static Task Admit(HttpContext context, RequestDelegate next, FunctionKeys keys)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IGuardedEndpoint>() is not { } endpoint)
            return Respond(context, StatusCodes.Status404NotFound);

        if (keys.KeyOf(endpoint, context.Request) is not { } key)
            return next(context);

        context.Features.Set(key);
        return key.IsAllowed ? next(context) : Respond(context, StatusCodes.Status401Unauthorized);
    }

    private static Task Respond(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
