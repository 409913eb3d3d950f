using DurableTask.Core;
using EmbeddedFunctions.Invocation;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// An activity whose work item is abandoned after a host fault, including faults in the serialisation of its input or
/// output. Any other exception is its result.
/// </summary>
internal sealed partial class AbandonableActivity(
    string name,
    TaskActivity inner,
    FunctionFailures failures,
    ILogger<TaskHub> logger,
    CancellationToken shutdown) : TaskActivity
{
    public override async Task<string> RunAsync(TaskContext context, string input)
    {
        try
        {
            return await inner.RunAsync(context, input);
        }
        catch (Exception e) when (HostFault.IsIn(e, shutdown))
        {
            LogAbandoned(logger, name, context.OrchestrationInstance.InstanceId, e.Message);
            throw HostFault.Abort(e);
        }
        catch (Exception e)
        {
            failures.OnActivityFailed(name, context.OrchestrationInstance.InstanceId, e);
            throw;
        }
    }

    public override string Run(TaskContext context, string input) =>
        throw new NotSupportedException("The framework calls RunAsync.");

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Activity '{Name}' of instance '{InstanceId}' is abandoned and runs again: {Reason}")]
    private static partial void LogAbandoned(ILogger logger, string name, string instanceId, string reason);
}
