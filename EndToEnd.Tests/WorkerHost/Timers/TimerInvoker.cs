using EndToEnd.Tests.Protocol;
using EndToEnd.Tests.WorkerHost.Workers;

namespace EndToEnd.Tests.WorkerHost.Timers;

/// <summary>Invokes functions with a timer trigger on the current worker, when a test asks for it.</summary>
internal sealed class TimerInvoker(WorkerSupervisor workers, string durableClient)
{
    /// <summary>
    /// The value of the trigger, as the Functions host passes it if it keeps no status of the schedule.
    /// </summary>
    private const string TimerInfo = """{"Schedule": {"AdjustForDST": true}, "ScheduleStatus": null, "IsPastDue": false}""";

    /// <exception cref="FunctionFailedException">The function threw.</exception>
    public async Task InvokeAsync(string functionName)
    {
        var worker = await workers.Current;
        var function = worker.Functions.Single(function => function.Name == functionName && function.HasTrigger("timerTrigger"));
        var invocation = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Metadata.FunctionId,
            TraceContext = new RpcTraceContext(),
        };
        invocation.InputData.Add(new ParameterBinding { Name = function.TriggerName, Data = new TypedData { Json = TimerInfo } });
        foreach (var client in function.DurableClients)
        {
            invocation.InputData.Add(
                new ParameterBinding { Name = client, Data = new TypedData { String = durableClient } });
        }

        await worker.InvokeAsync(invocation, CancellationToken.None);
    }
}
