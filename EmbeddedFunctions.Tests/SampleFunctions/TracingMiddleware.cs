using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Notes what it sees before and after each call, and makes a result of one kind of failure.</summary>
public sealed class TracingMiddleware(Journal journal) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var name = context.FunctionDefinition.Name;
        journal.Lines.Enqueue($"before {name}");
        try
        {
            await next(context);
        }
        catch (BusyException)
        {
            context.GetInvocationResult().Value = Results.StatusCode(StatusCodes.Status418ImATeapot);
        }

        journal.Lines.Enqueue($"after {name}: {context.GetInvocationResult().Value}");
    }
}
