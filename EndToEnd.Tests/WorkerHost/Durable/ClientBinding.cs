using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace EndToEnd.Tests.WorkerHost.Durable;

/// <summary>
/// Gets the value of a <c>durableClient</c> binding from the Durable extension: the address at which a worker reaches
/// it, as JSON.
/// </summary>
public static class ClientBinding
{
    private const string Function = "ReadDurableClientBinding";

    /// <summary>Run by WebJobs, which fills <paramref name="client"/>.</summary>
    [NoAutomaticTrigger, FunctionName(Function)]
    public static void Read([DurableClient] string client, TaskCompletionSource<string> result) => result.SetResult(client);

    /// <summary>The value for the bindings of a worker.</summary>
    public static async Task<string> ReadAsync(IJobHost jobs)
    {
        var result = new TaskCompletionSource<string>();
        var arguments = new Dictionary<string, object> { ["result"] = result };
        await jobs.CallAsync(Function, arguments);
        return await result.Task;
    }
}
