using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace EmbeddedFunctions.Invocation;

/// <summary>
/// The app's worker middleware around each call of a function, the first that was registered outermost.
/// </summary>
internal sealed class FunctionPipeline
{
    private readonly FunctionExecutionDelegate? _first;

    /// <param name="middleware">Each one wraps the next delegate.</param>
    public FunctionPipeline(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        if (middleware.Count > 0)
        {
            _first = middleware.Reverse().Aggregate(
                new FunctionExecutionDelegate(CallAsync), (next, wrap) => wrap(next));
        }
    }

    public bool HasMiddleware => _first is not null;

    /// <summary>Calls a function and returns its result, or the result that a middleware set instead.</summary>
    /// <remarks>Runs an orchestrator too: see <see cref="FunctionInvoker.InvokeAsync"/>.</remarks>
    public Task<object?> InvokeAsync(FunctionInvoker invoker, EmbeddedFunctionContext context) =>
        _first is null ? invoker.InvokeAsync(context) : RunAsync(_first, invoker, context);

    private static async Task<object?> RunAsync(
        FunctionExecutionDelegate first, FunctionInvoker invoker, EmbeddedFunctionContext context)
    {
        context.Invoker = invoker;
        await first(context);
        return context.Result;
    }

    private static async Task CallAsync(FunctionContext context)
    {
        var call = context as EmbeddedFunctionContext ?? throw new NotSupportedException(
            "A middleware must pass on the FunctionContext that it was given.");
        call.Result = await call.Invoker!.InvokeAsync(call);
    }
}
