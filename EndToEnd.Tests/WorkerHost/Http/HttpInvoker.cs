using EndToEnd.Tests.Protocol;
using EndToEnd.Tests.WorkerHost.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace EndToEnd.Tests.WorkerHost.Http;

/// <summary>
/// Invokes an HTTP function: the request goes to the worker's HTTP endpoint, the invocation over its stream, and the
/// worker joins the two by the header with the invocation's id.
/// </summary>
internal sealed class HttpInvoker(WorkerSupervisor workers, string durableClient, HostLog log) : IDisposable
{
    private const string InvocationIdHeader = "x-ms-invocation-id";

    private readonly HttpMessageInvoker _toWorker = new(
        new ConnectRetryHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }));

    /// <summary>Returns the worker's response; 500 with an empty body if the function or the worker fails.</summary>
    public async Task InvokeAsync(string functionName, HttpContext context)
    {
        var worker = await workers.Current.WaitAsync(context.RequestAborted);
        var function = worker.Functions.Single(function => function.Name == functionName);
        var invocation = CreateInvocation(function, context.Request.RouteValues);
        context.Request.Headers[InvocationIdHeader] = invocation.InvocationId;
        var forwarding = ForwardAsync(context, worker.HttpAddress);
        // The host writes the two lines around each call; WebJobs does for orchestrators and activities.
        var logger = log.OfFunction(functionName);
        logger.LogInformation("Executing 'Functions.{Function}' (Id={Invocation})", functionName, invocation.InvocationId);
        try
        {
            await worker.InvokeAsync(invocation, context.RequestAborted);
            await forwarding;
            logger.LogInformation("Executed 'Functions.{Function}' (Succeeded, Id={Invocation})", functionName, invocation.InvocationId);
        }
        catch (Exception exception) when (exception is FunctionFailedException or WorkerProcessExitException)
        {
            await forwarding;
            logger.LogError(exception, "Executed 'Functions.{Function}' (Failed, Id={Invocation})", functionName, invocation.InvocationId);
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    public void Dispose() => _toWorker.Dispose();

    private async Task ForwardAsync(HttpContext context, Uri worker)
    {
        var forwarder = (IHttpForwarder)context.RequestServices.GetService(typeof(IHttpForwarder))!;
        await forwarder.SendAsync(context, worker.ToString(), _toWorker, ForwarderRequestConfig.Empty);
    }

    private InvocationRequest CreateInvocation(WorkerFunction function, RouteValueDictionary routeValues)
    {
        var invocation = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Metadata.FunctionId,
            TraceContext = new RpcTraceContext(),
        };
        invocation.InputData.Add(
            new ParameterBinding { Name = function.TriggerName, Data = new TypedData { Http = new RpcHttp() } });
        foreach (var client in function.DurableClients)
        {
            invocation.InputData.Add(
                new ParameterBinding { Name = client, Data = new TypedData { String = durableClient } });
        }

        foreach (var (name, value) in routeValues)
            invocation.TriggerMetadata[name] = new TypedData { String = value?.ToString() ?? "" };
        return invocation;
    }
}
