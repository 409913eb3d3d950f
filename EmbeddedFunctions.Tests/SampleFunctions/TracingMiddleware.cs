using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Records each call before and after it, and turns one kind of failure into a result.</summary>
public sealed class TracingMiddleware(CallRecorder recorder) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var name = context.FunctionDefinition.Name;
        recorder.Lines.Enqueue($"before {name}");
        try
        {
            await next(context);
        }
        catch (BusyException)
        {
            context.GetInvocationResult().Value = Results.StatusCode(StatusCodes.Status418ImATeapot);
        }

        recorder.Lines.Enqueue($"after {name}: {context.GetInvocationResult().Value}");
    }
}
