using EmbeddedFunctions.Http.RequestData;
using EmbeddedFunctions.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace EmbeddedFunctions.Http;

/// <summary>Makes an ASP.NET Core endpoint of an HTTP function.</summary>
internal sealed class HttpFunctionEndpoint(HttpFunction function, FunctionPipeline pipeline, CancellationToken shutdown)
{
    /// <summary>Where the worker's GetHttpContext() looks.</summary>
    private const string HttpContextKey = "HttpRequestContext";

    public Endpoint Build()
    {
        var endpoint = new RouteEndpointBuilder(InvokeAsync, function.Route, order: 0) { DisplayName = function.Name };
        endpoint.Metadata.Add(function);
        if (function.Methods.Count > 0)
            endpoint.Metadata.Add(new HttpMethodMetadata(function.Methods));

        return endpoint.Build();
    }

    private async Task InvokeAsync(HttpContext http)
    {
        var data = new HttpBindingData(http.Request);
        try
        {
            await InvokeAsync(http, data);
        }
        finally
        {
            data.Detach();
        }
    }

    private async Task InvokeAsync(HttpContext http, HttpBindingData data)
    {
        var context = new EmbeddedFunctionContext(function.Definition, http.RequestServices, shutdown)
        {
            BindingData = data,
        };
        context.Items[HttpContextKey] = http;
        context.TriggerValue = function.TakesRequestData
            ? await EmbeddedRequestData.ReadAsync(http.Request, context)
            : http.Request;

        var result = await pipeline.InvokeAsync(function.Invoker, context);
        await (result switch
        {
            IResult response => response.ExecuteAsync(http),
            IActionResult response => response.ExecuteResultAsync(
                new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
            EmbeddedResponseData response => response.SendAsync(http.Response),
            null when function.TakesRequestData => RespondWithNothing(http.Response),
            // Middleware that made the worker's own HttpResponseData has written to the response already.
            _ => Task.CompletedTask,
        });
    }

    /// <summary>
    /// Responds as the Functions host does if the worker has no response; middleware may have written one itself.
    /// </summary>
    private static Task RespondWithNothing(HttpResponse response)
    {
        if (!response.HasStarted && response.StatusCode == StatusCodes.Status200OK)
            response.StatusCode = StatusCodes.Status204NoContent;

        return Task.CompletedTask;
    }
}
