using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Invocation;

/// <summary>The context of one call of a function.</summary>
internal sealed class EmbeddedFunctionContext(
    FunctionDefinition definition,
    IServiceProvider services,
    CancellationToken shutdown) : FunctionContext
{
    private string? _invocationId;
    private EmbeddedTraceContext? _trace;
    private EmbeddedBindingContext? _binding;
    private EmbeddedInvocationFeatures? _features;
    private IDictionary<object, object>? _items;

    public override string InvocationId => _invocationId ??= Guid.NewGuid().ToString();

    public override string FunctionId => definition.Id;

    public override FunctionDefinition FunctionDefinition => definition;

    public override IServiceProvider InstanceServices { get; set; } = services;

    /// <summary>
    /// Fires at shutdown, as in the worker. HttpContext.RequestAborted fires when a caller disconnects.
    /// </summary>
    public override CancellationToken CancellationToken => shutdown;

    public override TraceContext TraceContext => _trace ??= new EmbeddedTraceContext();

    public override BindingContext BindingContext => _binding ??= new EmbeddedBindingContext(BindingData);

    /// <summary>Null, as in the worker when a call is not a retry: calls aren't retried here.</summary>
    public override RetryContext RetryContext => null!;

    public override IInvocationFeatures Features => _features ??= new EmbeddedInvocationFeatures(this);

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    /// <summary>The invoker that the last middleware calls.</summary>
    public FunctionInvoker? Invoker { get; set; }

    /// <summary>Whether the function was called: a middleware may return without a call.</summary>
    public bool IsCalled { get; set; }

    /// <summary>Throws if the function may not be called now; null if there is nothing to check.</summary>
    public Action? BeforeCall { get; init; }

    /// <summary>The function's result; a middleware may replace it (<c>GetInvocationResult()</c>).</summary>
    public object? Result { get; set; }

    /// <summary>The value of the trigger parameter.</summary>
    public object? TriggerValue { get; set; }

    /// <summary>The body of the request, as the type of the parameter with <c>[FromBody]</c>.</summary>
    public object? Body { get; set; }

    /// <summary>The trigger's named values: route values, or the instance id of an activity.</summary>
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = EmbeddedBindingContext.NoData;
}
