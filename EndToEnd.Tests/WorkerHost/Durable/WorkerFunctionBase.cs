namespace EndToEnd.Tests.WorkerHost.Durable;

/// <summary>The base of the classes that <see cref="FunctionTypes"/> makes: WebJobs calls them, they call the worker.</summary>
public abstract class WorkerFunctionBase(WorkerInvoker invoker)
{
    /// <summary>Invokes the function of this name on the worker.</summary>
    protected Task<object?> InvokeAsync(string functionName, string? trigger, CancellationToken cancellationToken) =>
        invoker.InvokeAsync(functionName, trigger, cancellationToken);
}
