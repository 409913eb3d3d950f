using EndToEnd.Tests.Protocol;
using EndToEnd.Tests.WorkerHost.Workers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EndToEnd.Tests.WorkerHost.Durable;

/// <summary>Invokes orchestrators and activities on the current worker. The functions that WebJobs sees call it.</summary>
public sealed class WorkerInvoker
{
    private static readonly JsonSerializerSettings KeepDates = new() { DateParseHandling = DateParseHandling.None };

    private readonly WorkerSupervisor _workers;

    internal WorkerInvoker(WorkerSupervisor workers) => _workers = workers;

    /// <summary>Invokes a function with the value of its trigger.</summary>
    /// <returns>What it returned: a text, or JSON as a token.</returns>
    public async Task<object?> InvokeAsync(string functionName, string? trigger, CancellationToken cancellationToken)
    {
        var worker = await _workers.Current.WaitAsync(cancellationToken);
        var function = worker.Functions.Single(function => function.Name == functionName);
        var invocation = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Metadata.FunctionId,
            TraceContext = new RpcTraceContext(),
        };
        var value = trigger is null ? new TypedData() : new TypedData { String = trigger };
        invocation.InputData.Add(new ParameterBinding { Name = function.TriggerName, Data = value });
        var returned = await worker.InvokeAsync(invocation, cancellationToken);
        return returned?.DataCase switch
        {
            // As an object: a text converts to a token by itself, and the extension looks for a text.
            TypedData.DataOneofCase.String => (object)returned.String,
            TypedData.DataOneofCase.Json => JsonConvert.DeserializeObject<JToken>(returned.Json, KeepDates),
            _ => null,
        };
    }
}
