using EmbeddedFunctions.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Durable;

/// <summary>One run of an activity function, in its own scope of services.</summary>
internal sealed class FunctionActivity(
    ActivityFunction function,
    FunctionPipeline pipeline,
    IServiceScopeFactory scopes,
    CancellationToken shutdown) : ITaskActivity
{
    public Type InputType => function.InputType;

    public Type OutputType => typeof(object);

    public async Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await pipeline.InvokeAsync(function.Invoker, new EmbeddedFunctionContext(
            function.Definition, scope.ServiceProvider, shutdown)
        {
            TriggerValue = input ?? (InputType.IsValueType ? Activator.CreateInstance(InputType) : null),
            BindingData = new Dictionary<string, object?> { ["instanceId"] = context.InstanceId },
        });
    }
}
