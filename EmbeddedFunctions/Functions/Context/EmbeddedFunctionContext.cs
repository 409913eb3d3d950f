using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Functions.Context;

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

    /// <summary>Fires at shutdown, as in the worker; that a caller went away is HttpContext.RequestAborted's to say.</summary>
    public override CancellationToken CancellationToken => shutdown;

    public override TraceContext TraceContext => _trace ??= new EmbeddedTraceContext();

    public override BindingContext BindingContext => _binding ??= new EmbeddedBindingContext(BindingData);

    /// <summary>Calls aren't repeated by a host here, so there is no retry to tell of; the worker has null then too.</summary>
    public override RetryContext RetryContext => null!;

    public override IInvocationFeatures Features => _features ??= new EmbeddedInvocationFeatures(this);

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    /// <summary>What the pipeline calls at its end.</summary>
    public FunctionInvoker? Invoker { get; set; }

    /// <summary>Whether the function was called; a middleware may keep it from being.</summary>
    public bool IsCalled { get; set; }

    /// <summary>Throws where the function may not be called now; null where it always may.</summary>
    public Action? BeforeCall { get; init; }

    /// <summary>What the function returned; a middleware may put another value there (<c>GetInvocationResult()</c>).</summary>
    public object? Result { get; set; }

    /// <summary>What the trigger parameter takes.</summary>
    public object? TriggerValue { get; init; }

    /// <summary>What the trigger knows by name: route values, or the instance id of an activity.</summary>
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = EmbeddedBindingContext.NoData;
}
